package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.gfpfuzz.coordinator.Figure;
import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignProgress;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Canary;
import dev.gfpfuzz.coordinator.store.CampaignDirectory;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.workers.codec.MessageCodec;
import dev.gfpfuzz.workers.property.PropertyBench;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.protocol.ProtocolVersion;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.Target;
import dev.gfpfuzz.workers.shard.Workbench;
import dev.gfpfuzz.workers.worker.WorkerActor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a coordinator costs. Prints figures, and asserts none that depends on the machine: wall-clock ones mean something on
 * a quiet machine only, processor time does on any. {@code scripts/scaling} makes a table of them.
 */
@Tag("nightly")
class CoordinatorLoadTest {
    private static final int WORKERS = 200;
    private static final int LEASES = 100_000;
    private static final int WARM_UP = 40_000;
    private static final int SLICES = 4;
    /** What a campaign's start costs, and the first audits, which know no steps yet, is a part of it. */
    private static final int SLICE_SECONDS = Integer.getInteger("slice.seconds", 36);

    /** All silent: what is measured is leases and results, not what is done about a finding. */
    private static final List<String> SCENARIOS = List.of(
            "two-readers",
            "shared-blocks",
            "forget",
            "deep-reserve",
            "write-holds",
            "zone-buddies",
            "watermark",
            "shrinker");

    @TempDir
    private Path temp;

    /**
     * Workers that know the answers beforehand, for shards of one run: the coordinator's actor, its checks and audits, the
     * codec and a store in group commit are all there is to wait for.
     */
    @Test
    void leasesOf200Workers() {
        List<Target> targets = SCENARIOS.stream()
                .map(name -> Target.of(Scenarios.named(name), Profiles.V4_17))
                .toList();
        Map<Long, ShardResult> answers =
                answers(new CampaignSpec(targets, "random", 1, new Budget.Schedules(LEASES), 1));
        leases(new CampaignSpec(targets, "random", 1, new Budget.Schedules(WARM_UP), 1), answers);
        leases(new CampaignSpec(targets, "random", 1, new Budget.Schedules(LEASES), 1), answers);
    }

    /** Every shard's result, as a worker would find it. */
    private static Map<Long, ShardResult> answers(CampaignSpec spec) {
        ThreadLocal<Workbench> bench = ThreadLocal.withInitial(() -> new Workbench(new PropertyBench()));
        Map<Long, ShardResult> answers = new ConcurrentHashMap<>();
        LongStream.range(0, spec.shards())
                .parallel()
                .forEach(s -> answers.put(s, bench.get().run(spec.shard(s, Knowledge.NONE), () -> false)));
        assertThat(answers.values()).allSatisfy(r -> assertThat(r.findings()).isEmpty());
        return answers;
    }

    private void leases(CampaignSpec spec, Map<Long, ShardResult> answers) {
        MessageCodec codec = new MessageCodec();
        CompletableFuture<CampaignSummary> summary = new CompletableFuture<>();
        ExecutorService disk = named("store");
        ExecutorService checks = named("check");
        ExecutorService models = named("model");
        LongAdder notes = new LongAdder();
        CampaignListener told = new CampaignListener() {
            @Override
            public void note(String sentence) {
                notes.increment();
                System.out.println(sentence);
            }
        };
        try (CampaignDirectory dir = CampaignDirectory.create(temp.resolve("leases" + spec.shards()), spec)) {
            Surroundings around = new Surroundings(
                    dir.store(),
                    told,
                    () -> false,
                    disk,
                    checks,
                    summary,
                    codec::overTheWire,
                    WorkerActor.SAME_JVM,
                    Canary::of,
                    false);
            long before = cpuNanos("model");
            long began = System.nanoTime();
            ActorSystem<Void> system = ActorSystem.create(
                    Behaviors.setup(context -> {
                        var coordinator = context.spawn(CoordinatorActor.create(around), "coordinator");
                        var inbox = context.spawn(Inbox.create(coordinator), "inbox", Inbox.MAILBOX);
                        Workbench canaries = new Workbench(new PropertyBench());
                        for (int i = 0; i < WORKERS; i++) {
                            String name = "w" + i;
                            Function<ToWorker.Lease, ToCoordinator> answer =
                                    lease -> answer(name, lease, answers, canaries);
                            context.spawn(simulated(name, inbox, codec, answer, models), name);
                        }
                        return Behaviors.empty();
                    }),
                    "load",
                    ConfigFactory.parseString("akka.loglevel = WARNING").withFallback(ConfigFactory.load()));
            CampaignSummary s = summary.join();
            double seconds = (System.nanoTime() - began) / 1e9;
            double cpu = (cpuNanos("model") - before) / 1e9;
            Figure.print(
                    CoordinatorLoadTest.class,
                    "leases          %d workers: %,d leases in %.1f s, %,.0f a second; %.1f s of processor time, %.0f us a"
                            + " lease, %,.0f leases a CPU-second; load %.1f",
                    WORKERS,
                    s.shardsDone(),
                    seconds,
                    s.shardsDone() / seconds,
                    cpu,
                    cpu * 1e6 / s.shardsDone(),
                    s.shardsDone() / cpu,
                    load());
            assertThat(notes.sum()).as("complaints").isZero();
            assertThat(s.failures()).isEmpty();
            assertThat(s.shardsDone()).isEqualTo(spec.shards());
            assertThat(s.accounts().canariesFound()).isPositive();
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        } finally {
            models.shutdownNow();
            disk.shutdown();
            checks.shutdownNow();
        }
    }

    private record Answer(ToCoordinator message) {}

    private record Beat() {}

    private static Behavior<Object> simulated(
            String name,
            ActorRef<ToCoordinator> inbox,
            MessageCodec codec,
            Function<ToWorker.Lease, ToCoordinator> answer,
            ExecutorService models) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Beat(), WorkerActor.BEAT);
            String address = ActorRefResolver.get(context.getSystem())
                    .toSerializationFormat(context.getSelf().<ToWorker>unsafeUpcast());
            inbox.tell(new ToCoordinator.Hello(name, ProtocolVersion.CURRENT, WorkerActor.SAME_JVM, address));
            inbox.tell(new ToCoordinator.WantWork(name, 0));
            return Behaviors.receiveMessage(message -> {
                if (message instanceof ToWorker.Goodbye) {
                    return Behaviors.stopped();
                } else if (message instanceof ToWorker.Lease lease) {
                    context.pipeToSelf(
                            CompletableFuture.supplyAsync(() -> answer.apply(lease), models),
                            (found, failure) -> new Answer(
                                    failure == null
                                            ? found
                                            : new ToCoordinator.JobFailed(name, lease.lease(), failure.toString())));
                } else if (message instanceof Beat) {
                    inbox.tell(new ToCoordinator.Working(name, 0));
                } else if (message instanceof Answer given) {
                    inbox.tell(codec.overTheWire(given.message()));
                    inbox.tell(codec.overTheWire(new ToCoordinator.WantWork(name, Long.MAX_VALUE)));
                }
                return Behaviors.same();
            });
        }));
    }

    /** What is known, or what only the campaign's secret tells and has to be run: the planted bug. On one thread. */
    private static ToCoordinator answer(
            String name, ToWorker.Lease lease, Map<Long, ShardResult> answers, Workbench canaries) {
        if (lease.job() instanceof Job.RunShard run) {
            boolean ours = run.shard().schedules() == 1;
            return new ToCoordinator.ShardDone(
                    name,
                    lease.lease(),
                    ours ? answers.get(run.shard().shard()) : canaries.run(run.shard(), () -> false));
        }
        return new ToCoordinator.SpaceSearched(
                name, lease.lease(), canaries.search(((Job.SearchSpace) lease.job()).space(), () -> false));
    }

    /**
     * Real campaigns with one worker and with two in turn: how much of the processor goes to something else than models, and
     * what a second worker adds. Work is counted in schedules; the target's space is small, and its search takes no time.
     */
    @Test
    void shareOfTheCoordinator_andWhatASecondWorkerAdds() {
        slice(0, 2);
        double[] wall = new double[2];
        double[] perCpu = new double[2];
        for (int i = 1; i <= SLICES; i++) {
            for (int workers = 1; workers <= 2; workers++) {
                Slice slice = slice(i, workers);
                wall[workers - 1] += slice.schedules() / slice.seconds() / SLICES;
                perCpu[workers - 1] += slice.schedules() / slice.model() / SLICES;
            }
        }
        Figure.print(
                CoordinatorLoadTest.class,
                "second worker   2 workers are %.2f times one by the clock, and a schedule costs %.2f times the processor"
                        + " time; load %.1f",
                wall[1] / wall[0],
                perCpu[0] / perCpu[1],
                load());
    }

    /**
     * What a campaign of some seconds came to.
     *
     * @param model processor time of the models' threads, in seconds
     */
    private record Slice(long schedules, double seconds, double model) {}

    private Slice slice(int number, int workers) {
        CampaignSpec spec = new CampaignSpec(
                List.of(Target.of(Scenarios.named("two-readers"), Profiles.V4_17)),
                "portfolio",
                1,
                new Budget.Seconds(SLICE_SECONDS));
        Map<Long, Long> models = new ConcurrentHashMap<>();
        Map<Long, Long> others = new ConcurrentHashMap<>();
        CampaignListener samples = new CampaignListener() {
            @Override
            public void progress(CampaignProgress progress) {
                sample(models, others);
            }
        };
        CampaignSummary s;
        try (Campaign c = Campaigns.create(temp.resolve("share-" + number + "-" + workers), spec)) {
            s = c.run(workers, samples, () -> false);
        }
        double model = sum(models) / 1e9;
        double other = sum(others) / 1e9;
        assertThat(s.schedules()).isPositive();
        assertThat(model).isPositive();
        if (number > 0) {
            Figure.print(
                    CoordinatorLoadTest.class,
                    "%d worker(s)     %,.0f schedules/s, %.2f M steps/s; %,.0f schedules per CPU-second of models; coordinator"
                            + " %.2f of %.2f CPU-seconds, %.1f %%; load %.1f",
                    workers,
                    s.schedules() / s.seconds(),
                    s.stepsPerSecond() / 1e6,
                    s.schedules() / model,
                    other,
                    model + other,
                    100 * other / (model + other),
                    load());
        }
        return new Slice(s.schedules(), s.seconds(), model);
    }

    /** The coordinator's are those of its actors, its store and its checks. */
    private static void sample(Map<Long, Long> models, Map<Long, Long> others) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info == null) {
                continue;
            }
            String name = info.getThreadName();
            long cpu = threads.getThreadCpuTime(id);
            if (name.startsWith("gfpfuzz-model")) {
                models.put(id, cpu);
            } else if (name.startsWith("gfpfuzz")) {
                others.put(id, cpu);
            }
        }
    }

    private static long sum(Map<Long, Long> nanos) {
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Processor time of the whole process except these threads. */
    private static long cpuNanos(String except) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        var os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = os.getProcessCpuTime();
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("load-" + except)) {
                total -= threads.getThreadCpuTime(id);
            }
        }
        return total;
    }

    private static ExecutorService named(String name) {
        return Executors.newSingleThreadExecutor(task -> daemon(task, name));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread t = new Thread(task, "load-" + name);
        t.setDaemon(true);
        return t;
    }
}
