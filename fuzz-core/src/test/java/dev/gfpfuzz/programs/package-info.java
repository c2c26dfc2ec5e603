/**
 * Small concurrent programs written with the public frame API: the reference programs of the literature on schedule
 * search, and two miniatures of the kernel's reserves. Tests and benchmarks of the searches run them.
 */
package dev.gfpfuzz.programs;
