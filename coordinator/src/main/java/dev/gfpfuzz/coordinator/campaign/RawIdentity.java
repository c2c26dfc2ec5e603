package dev.gfpfuzz.coordinator.campaign;

/**
 * What makes two raw findings one, before anything is shrunk.
 *
 * @param target index of the target in the spec
 * @param invariant the invariant's name
 * @param skeleton the causes as they were in the run
 */
public record RawIdentity(int target, String invariant, String skeleton) implements Comparable<RawIdentity> {
    @Override
    public int compareTo(RawIdentity o) {
        int c = Integer.compare(target, o.target);
        c = c != 0 ? c : invariant.compareTo(o.invariant);
        return c != 0 ? c : skeleton.compareTo(o.skeleton);
    }
}
