package dev.gfpfuzz.triage;

/** From where a call site is judged. */
public enum View {
    /** As the e-mail describes it, where the function returns. */
    EMAIL,
    /** As the source reads, followed out to the user-visible caller, with counterfactual runs. */
    SOURCE
}
