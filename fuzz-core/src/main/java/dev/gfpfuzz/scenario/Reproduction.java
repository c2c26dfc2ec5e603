package dev.gfpfuzz.scenario;

import dev.gfpfuzz.schedule.Schedule;

/** Everything a replay needs: what a token stands for. */
public record Reproduction(Case theCase, Schedule schedule) {}
