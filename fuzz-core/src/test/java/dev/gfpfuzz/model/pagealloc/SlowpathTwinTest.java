package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The frame and its straight-line twin make the same calls in the same order, and answer the same. */
class SlowpathTwinTest {
    private static final int SCRIPTS = 40_000;
    private static final int[] TASKS = {
        0, TaskFlags.PF_MEMALLOC, TaskFlags.TIF_MEMDIE, TaskFlags.RT_TASK, TaskFlags.PF_MEMALLOC_NOIO
    };

    @Test
    void sameCallsAndSameAnswer() {
        SplitMix64 random = new SplitMix64(17);
        Set<String> courses = new LinkedHashSet<>();
        for (int i = 0; i < SCRIPTS; i++) {
            int gfp = RandomZone.gfp(random) | (random.nextInt(4) == 0 ? Gfp.MOVABLE : 0);
            int order = random.nextInt(6);
            int taskFlags = TASKS[random.nextInt(TASKS.length)];
            SlowpathScript forFrame = new SlowpathScript(i);
            SlowpathScript forTwin = new SlowpathScript(i);
            long frame = frame(forFrame, gfp, order, taskFlags);
            long twin = SlowpathTwin.allocPagesSlowpath(forTwin, gfp, order, taskFlags);
            String what = Gfp.toString(gfp) + ", order " + order + ", script " + i;
            assertThat(forFrame.log()).as(what).isEqualTo(forTwin.log());
            assertThat(frame).as(what).isEqualTo(twin);
            courses.add(forTwin.log().replaceAll("[^\\n_a-z]", ""));
        }
        assertThat(courses).as("different courses taken").hasSizeGreaterThan(500);
    }

    private static long frame(SlowpathScript script, int gfp, int order, int taskFlags) {
        ZoneVariants row = ZoneVariants.of(Profiles.V4_17);
        ZoneVariants scripted = new ZoneVariants(
                row.allocPagesNodemask(),
                row.slowpath(),
                row.rights(),
                row.reserve(),
                row.watermark(),
                row.rmqueue(),
                row.expand(),
                row.freeOnePage(),
                row.oom(),
                row.reclaimMask(),
                row.throttle(),
                row.stall(),
                row.doShrinkSlab(),
                row.balancePgdat(),
                row.reclaimable(),
                row.restored(),
                script);
        WorldBuilder world = new WorldBuilder();
        Zone z = Zones.create(world, "m", new SmallZone().config(), scripted, Profiles.V4_17);
        List<Long> answers = new ArrayList<>();
        int task = world.task("t", new Catch(new AllocPagesSlowpath(z.id(), gfp, order, scripted.slowpath()), answers));
        world.task(task).setFlags(taskFlags);
        World w = world.build().copy();
        while (!w.lookTask(task).done()) {
            w.step(task);
        }
        return answers.get(0);
    }

    /** Notes what a function returns. */
    private static final class Catch extends Frame<Catch.At> {
        enum At {
            CALL,
            RETURNED
        }

        private final Frame<?> function;
        private final List<Long> answers;

        Catch(Frame<?> function, List<Long> answers) {
            super(At.CALL);
            this.function = function;
            this.answers = answers;
        }

        @Override
        protected Next step(World w, Task current) {
            if (at == At.CALL) {
                return call(current, function, At.RETURNED);
            }
            answers.add(current.ret());
            return ret(current);
        }

        @Override
        protected void fields(Fields f) {}
    }
}
