package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
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
import dev.gfpfuzz.workers.codec.MessageCodec;
import dev.gfpfuzz.workers.property.PropertyBench;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.protocol.ProtocolVersion;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.shard.Target;
import dev.gfpfuzz.workers.shard.Workbench;
import dev.gfpfuzz.workers.worker.WorkerActor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a coordinator costs. Prints figures, and asserts none that depends on the machine: wall-clock ones mean something on
 * a quiet machine only, processor time does on any.
 */
@Tag("nightly")
class CoordinatorLoadTest {
    private static final int WORKERS = 200;
    private static final long LEASES = 20_000;

    @TempDir
    private Path temp;

    /** Those that hold: shrinking is not what is measured. */
    private static List<Target> scenariosThatHold() {
        return Scenarios.names().stream()
                .filter(name -> !name.startsWith("bug-"))
                .map(name -> Target.of(Scenarios.named(name), Profiles.V4_17))
                .toList();
    }

    /** Workers that do a shard of one run: leases are all that the coordinator is busy with. */
    @Test
    void leasesOf200Workers() {
        CampaignSpec spec = new CampaignSpec(scenariosThatHold(), "random", 1, new Budget.Schedules(LEASES), 1);
        MessageCodec codec = new MessageCodec();
        CompletableFuture<CampaignSummary> summary = new CompletableFuture<>();
        ExecutorService disk = named("store");
        ExecutorService checks = named("check");
        ExecutorService models = Executors.newFixedThreadPool(2, task -> daemon(task, "model"));
        CampaignListener told = new CampaignListener() {
            @Override
            public void note(String sentence) {
                System.out.println(sentence);
            }
        };
        try (CampaignDirectory dir = CampaignDirectory.create(temp.resolve("leases"), spec)) {
            long before = cpuNanos("model");
            long began = System.nanoTime();
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
            ActorSystem<Void> system = ActorSystem.create(
                    Behaviors.setup(context -> {
                        var coordinator = context.spawn(CoordinatorActor.create(around), "coordinator");
                        var inbox = context.spawn(Inbox.create(coordinator), "inbox", Inbox.MAILBOX);
                        for (int i = 0; i < WORKERS; i++) {
                            context.spawn(simulated("w" + i, inbox, codec, models), "w" + i);
                        }
                        return Behaviors.empty();
                    }),
                    "load",
                    ConfigFactory.parseString("akka.loglevel = WARNING").withFallback(ConfigFactory.load()));
            CampaignSummary s = summary.join();
            double seconds = (System.nanoTime() - began) / 1e9;
            double cpu = (cpuNanos("model") - before) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d workers: %,d leases in %.1f s, %,.0f a second; %.1f s of processor time besides the models,"
                            + " %.0f us a lease; load %.1f%n",
                    WORKERS,
                    s.shardsDone(),
                    seconds,
                    s.shardsDone() / seconds,
                    cpu,
                    cpu * 1e6 / s.shardsDone(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            assertThat(s.failures()).isEmpty();
            assertThat(s.shardsDone()).isEqualTo(LEASES);
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
            String name, ActorRef<ToCoordinator> inbox, MessageCodec codec, ExecutorService models) {
        ThreadLocal<Workbench> bench = ThreadLocal.withInitial(() -> new Workbench(new PropertyBench()));
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
                            CompletableFuture.supplyAsync(() -> answer(name, lease, bench.get()), models),
                            (answer, failure) -> new Answer(
                                    failure == null
                                            ? answer
                                            : new ToCoordinator.JobFailed(name, lease.lease(), failure.toString())));
                } else if (message instanceof Beat) {
                    inbox.tell(new ToCoordinator.Working(name, 0));
                } else if (message instanceof Answer answer) {
                    inbox.tell(codec.overTheWire(answer.message()));
                    inbox.tell(codec.overTheWire(new ToCoordinator.WantWork(name, Long.MAX_VALUE)));
                }
                return Behaviors.same();
            });
        }));
    }

    private static ToCoordinator answer(String name, ToWorker.Lease lease, Workbench bench) {
        if (lease.job() instanceof Job.RunShard run) {
            return new ToCoordinator.ShardDone(name, lease.lease(), bench.run(run.shard(), () -> false));
        }
        if (lease.job() instanceof Job.SearchSpace search) {
            return new ToCoordinator.SpaceSearched(name, lease.lease(), bench.search(search.space(), () -> false));
        }
        return new ToCoordinator.ShrinkDone(
                name, lease.lease(), bench.shrink(((Job.Shrink) lease.job()).finding(), () -> false));
    }

    /** A real campaign: how much of the processor goes to something else than models, and what a second worker adds. */
    @Test
    void shareOfTheCoordinator_andWhatASecondWorkerAdds() {
        double[] rate = new double[2];
        for (int workers = 1; workers <= 2; workers++) {
            CampaignSpec spec = new CampaignSpec(
                    List.of(Target.of(Scenarios.named("two-readers"), Profiles.V4_17)),
                    "portfolio",
                    1,
                    new Budget.Seconds(30));
            Map<Long, Long> models = new ConcurrentHashMap<>();
            Map<Long, Long> others = new ConcurrentHashMap<>();
            CampaignListener samples = new CampaignListener() {
                @Override
                public void progress(CampaignProgress progress) {
                    sample(models, others);
                }
            };
            CampaignSummary s;
            try (Campaign c = Campaigns.create(temp.resolve("share" + workers), spec)) {
                s = c.run(workers, samples, () -> false);
            }
            double model = sum(models) / 1e9;
            double other = sum(others) / 1e9;
            rate[workers - 1] = s.stepsPerSecond();
            System.out.printf(
                    Locale.ROOT,
                    "%d worker(s): %.2f M steps/s; %.1f s of processor time in models, %.2f s (%.1f %%) in the coordinator;"
                            + " load %.1f%n",
                    workers,
                    s.stepsPerSecond() / 1e6,
                    model,
                    other,
                    100 * other / (model + other),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            assertThat(s.schedules()).isPositive();
            assertThat(model).isPositive();
        }
        System.out.printf(Locale.ROOT, "2 workers are %.2f times one%n", rate[1] / rate[0]);
    }

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
