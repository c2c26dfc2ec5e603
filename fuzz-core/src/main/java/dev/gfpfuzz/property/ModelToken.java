package dev.gfpfuzz.property;

import dev.gfpfuzz.schedule.PayloadReader;
import dev.gfpfuzz.schedule.PayloadWriter;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.TokenException;
import dev.gfpfuzz.schedule.TokenText;

/**
 * Tokens of runs of a user's own model, {@code gfm1...}: the class's name and the schedule. They replay only where the
 * class is. The text after the first four characters is that of {@link TokenText}.
 */
final class ModelToken {
    private static final String PREFIX = "gfm1";
    private static final String SCENARIO_PREFIX = "gfz1";

    private ModelToken() {}

    static boolean is(String token) {
        return token.strip().startsWith(PREFIX);
    }

    static String encode(String modelClass, Schedule schedule) {
        String text = TokenText.wrap(new PayloadWriter().string(modelClass).end(schedule));
        return PREFIX + text.substring(SCENARIO_PREFIX.length());
    }

    /**
     * @param loader has the model's class
     * @throws TokenException if the token is damaged or the class is not there
     */
    static Reproducible decode(String token, ClassLoader loader) {
        String text = SCENARIO_PREFIX + token.strip().substring(PREFIX.length());
        PayloadReader in = new PayloadReader(TokenText.unwrap(text));
        String name = in.string();
        Schedule schedule = in.end();
        try {
            Class<? extends Model> model = Class.forName(name, false, loader).asSubclass(Model.class);
            return new Reproducible(new ModelSource(model), schedule);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new TokenException(
                    "The token is of a run of model " + name + ", which is not on this class path; replay it there.");
        } catch (ClassCastException e) {
            throw new TokenException(
                    "The token is of a run of " + name + ", which is no " + Model.class.getName() + ".");
        }
    }
}
