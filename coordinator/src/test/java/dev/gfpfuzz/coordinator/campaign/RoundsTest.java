package dev.gfpfuzz.coordinator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import dev.gfpfuzz.search.StrategyFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

    /** Remembers, in order, everything learned. */
    private static final StrategyFactory REMEMBERS = new StrategyFactory() {
        @Override
        public String name() {
            return "remembers";
        }

        @Override
        public String about() {
            return "";
        }

        @Override
        public Strategy strategy(Subject subject, Knowledge knowledge) {
            return new RandomWalk();
        }

        @Override
        public boolean learns() {
            return true;
        }

        @Override
        public Knowledge merge(Knowledge before, List<Knowledge> learned) {
            List<Long> all = new ArrayList<>();
            LongStream.of(before.toArray()).forEach(all::add);
            learned.forEach(k -> all.add(k.word(0)));
            return Knowledge.of(all.stream().mapToLong(Long::longValue).toArray());
        }
    };

    @Test
    void shard_knowsTheRoundsBeforeThePrevious() {
        Rounds rounds = new Rounds(REMEMBERS);
        int n = Rounds.SHARDS;
        assertThat(rounds.ready(2 * n - 1)).isTrue();
        assertThat(rounds.ready(2 * n)).isFalse();
        List<Long> order = new ArrayList<>(LongStream.range(0, 2L * n).boxed().toList());
        Collections.shuffle(order, new Random(1));
        order.forEach(k -> rounds.learned(k, Knowledge.of(k)));
        rounds.learned(0, Knowledge.of(99));
        assertThat(rounds.ready(4 * n - 1)).isTrue();
        assertThat(rounds.ready(4 * n)).isFalse();
        assertThat(rounds.knowledge(n)).isEqualTo(Knowledge.NONE);
        assertThat(rounds.knowledge(2 * n).toArray())
                .containsExactly(LongStream.range(0, n).toArray());
        assertThat(rounds.knowledge(3 * n).toArray())
                .containsExactly(LongStream.range(0, 2L * n).toArray());
    }

    @Test
    void shardsOfAStrategyThatDoesNotLearn_waitForNothing() {
        Rounds rounds = new Rounds(Strategies.parse("random"));
        assertThat(rounds.ready(1_000L * Rounds.SHARDS)).isTrue();
        assertThat(rounds.knowledge(1_000L * Rounds.SHARDS)).isEqualTo(Knowledge.NONE);
        assertThat(rounds.learned(0, Knowledge.NONE)).isFalse();
    }
}
