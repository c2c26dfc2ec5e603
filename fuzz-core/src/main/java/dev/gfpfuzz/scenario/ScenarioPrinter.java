package dev.gfpfuzz.scenario;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.scenario.Scenario.Expectation;
import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.scenario.Scenario.Statement;
import dev.gfpfuzz.scenario.Scenario.TaskDecl;
import java.util.List;

/** Writes a scenario as text; {@link ScenarioParser} reads it back to an equal one. */
@PublicApi
public final class ScenarioPrinter {
    private final StringBuilder out = new StringBuilder();

    private ScenarioPrinter() {}

    public static String print(Scenario s) {
        ScenarioPrinter p = new ScenarioPrinter();
        p.scenario(s);
        return p.out.toString();
    }

    /** One operation as written: {@code b = read c 1}. */
    public static String print(Statement.Op op) {
        String call = op.verb() + (op.args().isEmpty() ? "" : " " + String.join(" ", op.args()));
        return op.result().isEmpty() ? call : op.result() + " = " + call;
    }

    private void scenario(Scenario s) {
        line(0, "scenario " + s.name());
        s.why().forEach(prose -> line(1, prose));
        if (!s.expectations().isEmpty()) {
            out.append('\n');
        }
        for (Expectation e : s.expectations()) {
            line(0, "expect " + e.profile() + (e.holds() ? " holds" : " violates " + e.violates()));
        }
        if (!s.objects().isEmpty()) {
            out.append('\n');
        }
        for (ObjectDecl o : s.objects()) {
            StringBuilder decl = new StringBuilder(o.kind()).append(' ').append(o.name());
            o.params()
                    .forEach((name, value) ->
                            decl.append(' ').append(name).append('=').append(value));
            line(0, decl.toString());
        }
        for (TaskDecl t : s.tasks()) {
            out.append('\n');
            line(0, "task " + t.name() + (t.flags().isEmpty() ? "" : " " + String.join(" ", t.flags())));
            body(1, t.program());
        }
    }

    private void body(int depth, List<Statement> body) {
        for (Statement s : body) {
            if (s instanceof Statement.Op op) {
                line(depth, print(op));
            } else if (s instanceof Statement.Repeat r) {
                line(depth, "repeat " + r.times());
                body(depth + 1, r.body());
                line(depth, "end");
            }
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
