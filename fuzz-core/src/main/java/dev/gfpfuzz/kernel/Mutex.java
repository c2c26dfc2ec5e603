package dev.gfpfuzz.kernel;

/** A sleeping mutex: {@code kernel/locking/mutex.c}. Hand-off and optimistic spinning are left to the schedule. */
public final class Mutex extends ExclusiveLock {}
