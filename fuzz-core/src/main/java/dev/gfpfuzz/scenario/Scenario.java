package dev.gfpfuzz.scenario;

import dev.gfpfuzz.api.PublicApi;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Initial state, task programs and expectations; immutable.
 *
 * @param name lower case letters, digits and hyphens
 * @param why what it is about, one or more lines of prose; may be empty
 * @param expectations which profiles hold and which violate what
 * @param objects shared objects in order of their declaration
 * @param tasks at least one
 */
@PublicApi
public record Scenario(
        String name, List<String> why, List<Expectation> expectations, List<ObjectDecl> objects, List<TaskDecl> tasks) {
    public Scenario {
        why = List.copyOf(why);
        expectations = List.copyOf(expectations);
        objects = List.copyOf(objects);
        tasks = List.copyOf(tasks);
    }

    /**
     * What a profile is expected to do.
     *
     * @param profile profile's name
     * @param violates invariant's name, or empty when the profile holds
     */
    public record Expectation(String profile, String violates) {
        public boolean holds() {
            return violates.isEmpty();
        }
    }

    /**
     * A shared object: {@code dm-bufio c reserved=1}.
     *
     * @param kind a word of the vocabulary
     * @param name how programs refer to it
     * @param params the parameters given, sorted by name; the others have their defaults
     */
    public record ObjectDecl(String kind, String name, Map<String, Integer> params) {
        public ObjectDecl {
            params = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(params));
        }
    }

    /**
     * A task.
     *
     * @param flags kernel task flags by name ({@code PF_MEMALLOC_NOIO}), possibly none
     * @param program its statements, in order
     */
    public record TaskDecl(String name, List<String> flags, List<Statement> program) {
        public TaskDecl {
            flags = List.copyOf(flags);
            program = List.copyOf(program);
        }

        /** The operations with the repeats unrolled: what removals count. */
        public List<Statement.Op> operations() {
            List<Statement.Op> out = new java.util.ArrayList<>();
            unroll(program, out);
            return out;
        }

        private static void unroll(List<Statement> body, List<Statement.Op> out) {
            for (Statement s : body) {
                if (s instanceof Statement.Op op) {
                    out.add(op);
                } else if (s instanceof Statement.Repeat r) {
                    for (int i = 0; i < r.times(); i++) {
                        unroll(r.body(), out);
                    }
                }
            }
        }
    }

    /** A line of a program. */
    public sealed interface Statement {
        /**
         * One kernel operation: {@code b = read c 1}.
         *
         * @param result variable that receives the result, or empty
         * @param verb a word of the vocabulary
         * @param args as written: object names, variables, numbers, masks, words
         */
        record Op(String result, String verb, List<String> args) implements Statement {
            public Op {
                args = List.copyOf(args);
            }
        }

        /** A block that runs several times: {@code repeat 3} ... {@code end}. */
        record Repeat(int times, List<Statement> body) implements Statement {
            public Repeat {
                body = List.copyOf(body);
            }
        }
    }
}
