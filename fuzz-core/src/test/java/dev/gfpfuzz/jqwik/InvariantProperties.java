package dev.gfpfuzz.jqwik;

import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import dev.gfpfuzz.scenario.ScenarioGenerator.Mode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * One property for each group of invariants, over scenarios that nobody has written and whose tasks keep their contracts:
 * silent in v4.17, and falsified where one of the group's rules is broken.
 *
 * <p>A falsified property takes 1 to 20 tries on average, so 400 of them miss with a probability below 10^-8; that no
 * scenario of a try brings the invariants of a group, ten times in a row, is as unlikely.
 */
class InvariantProperties {
    // ---- the free lists

    @Property(tries = 10)
    void buddyLists_areRight(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdBuddyLists(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void buddyLists_areBroken(
            @ForAll @Scheduled(generated = Mode.VALID, profile = "mut_merge_once", schedules = 300, strategy = "random")
                    Runs runs) {
        holdBuddyLists(runs);
    }

    private static void holdBuddyLists(Runs runs) {
        runs.mustHold("pages-accounted-for", "free-blocks-disjoint", "buddies-merged", "one-page-one-owner");
    }

    // ---- who may take how much

    @Property(tries = 10)
    void watermarks_areRight(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdWatermarks(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void watermarks_areBroken(
            @ForAll
                    @Scheduled(
                            generated = Mode.VALID,
                            profile = "mut_at_the_mark",
                            schedules = 300,
                            strategy = "random")
                    Runs runs) {
        holdWatermarks(runs);
    }

    private static void holdWatermarks(Runs runs) {
        runs.mustHold("min-watermark-kept", "reserve-fractions-kept", "nomemalloc-stays-out");
    }

    // ---- masks and task flags reach where they must

    @Property(tries = 10)
    void masksAndScopes_areRight(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdMasksAndScopes(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void masksAndScopes_areBroken(
            @ForAll @Scheduled(generated = Mode.VALID, profile = "mut_unscoped", schedules = 300, strategy = "random")
                    Runs runs) {
        holdMasksAndScopes(runs);
    }

    private static void holdMasksAndScopes(Runs runs) {
        runs.mustHold("no-sleep-in-atomic", "scopes-nest", "scope-reaches-reclaim", "reclaim-keeps-the-mask");
    }

    // ---- the OOM killer

    @Property(tries = 10)
    void oomKiller_areRight(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdOomKiller(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void oomKiller_areBroken(
            @ForAll @Scheduled(generated = Mode.VALID, profile = "v4_11", schedules = 300, strategy = "random")
                    Runs runs) {
        holdOomKiller(runs);
    }

    private static void holdOomKiller(Runs runs) {
        runs.mustHold("mayfail-never-kills", "oom-kill-allowed", "one-victim-at-a-time");
    }

    // ---- what a request's flags promise

    @Property(tries = 10)
    void promisesOfFlags_areRight(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdPromisesOfFlags(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void promisesOfFlags_areBroken(
            @ForAll
                    @Scheduled(
                            generated = Mode.VALID,
                            profile = "mut_noretry_late",
                            schedules = 300,
                            strategy = "random")
                    Runs runs) {
        holdPromisesOfFlags(runs);
    }

    private static void holdPromisesOfFlags(Runs runs) {
        runs.mustHold(
                "noretry-one-round",
                "costly-gives-up",
                "small-order-never-null",
                "nofail-keeps-its-word",
                "no-livelock");
    }

    // ---- reclaim in the background and under congestion

    @Property(tries = 10)
    void reclaim_areRight(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdReclaim(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void reclaim_areBroken(
            @ForAll
                    @Scheduled(
                            generated = Mode.VALID,
                            profile = "mut_kswapd_never_gives_up",
                            schedules = 300,
                            strategy = "random")
                    Runs runs) {
        holdReclaim(runs);
    }

    private static void holdReclaim(Runs runs) {
        runs.mustHold("kswapd-not-stuck", "throttled-by-the-rules");
    }

    // ---- mempools

    @Property(tries = 10)
    void pools_areRight(@ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdPools(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void pools_areBroken(
            @ForAll
                    @Scheduled(
                            generated = Mode.VALID,
                            profile = "mut_pool_silent",
                            schedules = 300,
                            strategy = "random")
                    Runs runs) {
        holdPools(runs);
    }

    private static void holdPools(Runs runs) {
        runs.mustHold(
                "pool-reserve-kept", "pool-alloc-keeps-its-word", "pool-waiter-wakes", "pool-sleep-after-full-try");
    }

    // ---- the structures of dm-bufio

    @Property(tries = 10)
    void bufferLists_areRight(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdBufferLists(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void bufferLists_areBroken(
            @ForAll @Scheduled(generated = Mode.VALID, profile = "mut_find_once", schedules = 300, strategy = "random")
                    Runs runs) {
        holdBufferLists(runs);
    }

    private static void holdBufferLists(Runs runs) {
        runs.mustHold(
                "buffers-linked-once",
                "lists-match-state",
                "held-buffers-stay",
                "one-buffer-per-block",
                "errors-delivered");
    }

    // ---- who waits for a buffer

    @Property(tries = 10)
    void bufferWaiters_areRight(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdBufferWaiters(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void bufferWaiters_areBroken(
            @ForAll
                    @Scheduled(
                            generated = Mode.VALID,
                            profile = "mut_release_silent",
                            schedules = 300,
                            strategy = "random")
                    Runs runs) {
        holdBufferWaiters(runs);
    }

    private static void holdBufferWaiters(Runs runs) {
        runs.mustHold("no-lost-freed-buffer", "no-stuck-waiter", "bounded-waiting");
    }

    // ---- locks around reclaim

    @Property(tries = 10)
    void bufferLocks_areRight(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 1_000, strategy = "random") Runs runs) {
        holdBufferLocks(runs);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void bufferLocks_areBroken(
            @ForAll
                    @Scheduled(
                            generated = Mode.VALID,
                            profile = "mut_shrink_blocks",
                            schedules = 300,
                            strategy = "random")
                    Runs runs) {
        holdBufferLocks(runs);
    }

    private static void holdBufferLocks(Runs runs) {
        runs.mustHold("no-reclaim-under-client-lock", "shrinker-respects-mask", "lock-order", "no-deadlock");
    }
}
