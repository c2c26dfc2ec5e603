package dev.gfpfuzz.search;

import java.util.Arrays;

/** Numbers from 0 up, written one after the other, or read back with a bound on each. */
final class Tape {
    private int[] words;
    private int size;
    private int at;

    /** Empty, to be written. */
    Tape() {
        words = new int[64];
    }

    /** To be read from {@code at} on. */
    Tape(int[] words, int at) {
        this.words = words;
        this.at = at;
        size = words.length;
    }

    Tape add(int number) {
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
        }
        words[size++] = number;
        return this;
    }

    /** A step: whose it is, and the answers to what it asks. */
    Tape addStep(int task, int[] answers) {
        add(task).add(answers.length);
        for (int answer : answers) {
            add(answer);
        }
        return this;
    }

    Tape addAll(Tape other) {
        for (int i = 0; i < other.size; i++) {
            add(other.words[i]);
        }
        return this;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    int[] toArray() {
        return Arrays.copyOf(words, size);
    }

    /** Where the next number is read. */
    int at() {
        return at;
    }

    /** @throws IllegalArgumentException when there is none from 0 to {@code max} */
    int next(int max) {
        if (at == size) {
            throw new IllegalArgumentException("A number is missing after " + size);
        }
        int number = words[at++];
        if (number < 0 || number > max) {
            throw new IllegalArgumentException(
                    "Number " + (at - 1) + " is " + number + "; 0 to " + max + " is accepted");
        }
        return number;
    }

    /** The step written by {@link #addStep}, after a way. */
    Path step(Path before) {
        int task = next(Integer.MAX_VALUE);
        int[] answers = new int[next(size - at)];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = next(Integer.MAX_VALUE);
        }
        return before.then(task, answers);
    }

    /** @throws IllegalArgumentException when something is left */
    void end() {
        if (at != size) {
            throw new IllegalArgumentException(size - at + " numbers too many");
        }
    }
}
