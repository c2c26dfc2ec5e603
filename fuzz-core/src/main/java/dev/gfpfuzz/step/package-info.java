/**
 * The little machine: the only place that knows how stepping works.
 *
 * <p>A {@link dev.gfpfuzz.step.World} is a set of {@link dev.gfpfuzz.step.Task}s and shared {@link
 * dev.gfpfuzz.step.Part}s. A task is a stack of {@link dev.gfpfuzz.step.Frame}s, and a frame is one C function with its
 * locals and the label where it goes on. One step runs one task from one scheduling point to the next; whether a task
 * may run is computed here from what it declared to wait for, never by the models.
 *
 * <p>Imports nothing of the project. Read {@code Frame} first (the verbs), then {@code World.step}.
 */
@PublicApi
package dev.gfpfuzz.step;

import dev.gfpfuzz.api.PublicApi;
