/**
 * Makes a failing run as small as it gets, so that the story fits on a screen.
 *
 * <h2>What is small</h2>
 *
 * One total order over scenario and schedule together, {@link dev.gfpfuzz.shrink.ShrinkOrder}: tasks, operations, context
 * switches, injected values, sizes, steps, and then the choices themselves so that equals have one winner. Everything
 * below serves this order and nothing else; a change is kept only if the run that comes out is strictly smaller.
 *
 * <h2>What stays</h2>
 *
 * The bug: the same invariant with the same causal skeleton. A run that breaks another invariant, or this one in another
 * way, is another bug and no success, however short it is.
 *
 * <h2>Why not just delete choices</h2>
 *
 * Because they are relative. A choice says "the second of those who could run now", and without a task, an operation or
 * a switch the rest of the numbers says something else. So a known run is first translated into words that survive an
 * edit (which task made a step, in which operation, with which answers), the part to be removed is struck out, and {@link
 * dev.gfpfuzz.shrink.StepsPicker} follows what is left as far as it exists: steps that are not enabled are passed over,
 * what was not foreseen gets ordinary answers. The choices that this run really made are the new schedule.
 *
 * <h2>Why the result does not depend on where we came from</h2>
 *
 * Following finds out cheaply that the bug is still there; that it does not show along one run proves nothing. So where
 * following fails, a candidate is searched exhaustively up to a bounded number of states ({@link
 * dev.gfpfuzz.shrink.LeastRun}: Dijkstra's algorithm, the order as length). For scenarios of the usual size this answers
 * yes or no for certain, and then which parts are removed is a function of the scenario and the bug, not of the schedule
 * that happened to be found. In the end the same search finds the least schedule of what is left.
 *
 * <h2>The guarantee</h2>
 *
 * <ol>
 *   <li>Always: the result shows the same bug, is never larger than what came in, and is 1-minimal with respect to the
 *       passes: a whole cycle of {@code ShrinkPass}es was tried on it and brought nothing. In particular no single task,
 *       operation, size or choice can be taken away along the known run. (Unless a limit was reached, which {@link
 *       dev.gfpfuzz.shrink.ShrunkRun#withinLimits} says.)
 *   <li>If {@link dev.gfpfuzz.shrink.ShrunkRun#least}: of all runs of what is left of the scenario that show the bug, none
 *       is smaller. Which tasks and operations are left is decided by single removals and matched groups, not by trying
 *       all subsets: another subset, not contained in this one, may be smaller.
 *   <li>Deterministic: no clock, no randomness. Limits count runs and states.
 * </ol>
 *
 * <h2>How it is divided</h2>
 *
 * A {@code ShrinkPass} proposes, once and without loops of its own, everything of its kind; {@link
 * dev.gfpfuzz.shrink.Shrinker} repeats passes, several in one round where none needs to know what the other achieved. A
 * {@link dev.gfpfuzz.shrink.Candidate} is a value whose attempt depends on nothing else, so an {@link
 * dev.gfpfuzz.shrink.Evaluator} may try the candidates of a round in several threads or on several machines. Taken is the
 * first success in the order of the candidates, the most promising first; so the result, and even the number of runs, is
 * the same with any evaluator.
 *
 * <p>Nearly all of the time goes into searches, and much of it into a few long ones for which everything waits. So threads
 * ({@code Team}) share those too: {@code Helper}s execute the steps of states to which the search will come ({@code
 * Ahead}), and it alone puts them in order, as if it had executed them itself. All that they have in common is which states
 * were met, by whom, and where their steps lead ({@code States}).
 *
 * <h2>What is not searched twice</h2>
 *
 * Scenarios in which only names differ, such as those without one or without another of two readers, have the same runs ({@link
 * dev.gfpfuzz.scenario.CanonicalScenario}). Where the search of one came to its end and found nothing, none of them is
 * searched again, neither for that length nor for a shorter one, in this round or in a later one.
 *
 * <h2>Where it comes from</h2>
 *
 * The shape of passes, and the total order with its reasons, from MacIver and Donaldson 2020, "Test-Case Reduction via
 * Test-Case Generation: Insights From the Hypothesis Reducer"; removal by halves from Zeller and Hildebrandt 2002,
 * "Simplifying and Isolating Failure-Inducing Input"; fewest context switches first from Musuvathi and Qadeer 2007,
 * "Iterative Context Bounding for Systematic Testing of Multithreaded Programs". Departures: the order puts scenario and
 * schedule into one line; a failed removal is decided by search where that is affordable.
 *
 * <p>Imports {@code step}, {@code schedule}, {@code run}, {@code scenario}. Read {@code ShrinkOrder}, then {@code
 * Shrinker}, then the passes it lists.
 */
package dev.gfpfuzz.shrink;
