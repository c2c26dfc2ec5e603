package dev.gfpfuzz.run;

import dev.gfpfuzz.step.Standing;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the tasks of a subject were seen to stand, numbered from 0: some hundreds, whatever the number of states. */
final class Standings {
    private final Map<Standing, Integer> numbers = new LinkedHashMap<>();
    private Standing[] standings = new Standing[1 << 6];
    /** {@link Standing#access} of each. */
    private long[] accesses = new long[1 << 6];

    int number(Standing s) {
        Integer known = numbers.get(s);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        if (number == standings.length) {
            standings = Arrays.copyOf(standings, number * 2);
            accesses = Arrays.copyOf(accesses, number * 2);
        }
        standings[number] = s;
        accesses[number] = s.access();
        numbers.put(s, number);
        return number;
    }

    Standing standing(int number) {
        return standings[number];
    }

    long access(int number) {
        return accesses[number];
    }
}
