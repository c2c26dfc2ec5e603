package dev.gfpfuzz.property;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.WorldBuilder;
import dev.gfpfuzz.text.BadInputException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** A model of a user's own. */
record ModelSource(Class<? extends Model> model) implements RunSource {
    @Override
    public String title() {
        return instance().title();
    }

    @Override
    public Subject subject() {
        Model m = instance();
        WorldBuilder world = new WorldBuilder();
        m.build(world);
        var attached = Invariant.attachAll(world, m.invariants());
        if (world.taskCount() == 0) {
            throw new BadInputException("Model " + model.getName() + " adds no task; it needs at least one.");
        }
        return new Subject(m.title(), world.build(), attached);
    }

    @Override
    public String token(Schedule schedule) {
        return ModelToken.encode(model.getName(), schedule);
    }

    @Override
    public @Nullable Scenario scenario() {
        return null;
    }

    private Model instance() {
        try {
            Constructor<? extends Model> constructor = model.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The constructor of model " + model.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new BadInputException(
                    "Model " + model.getName()
                            + " cannot be made: it needs a constructor without parameters, and must be static if it is nested.");
        }
    }
}
