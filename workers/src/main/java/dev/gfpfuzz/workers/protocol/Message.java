package dev.gfpfuzz.workers.protocol;

/** Anything that crosses between the coordinator and a worker. */
public sealed interface Message permits ToCoordinator, ToWorker {}
