package dev.gfpfuzz.coordinator.dashboard;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.report.CampaignReport;
import dev.gfpfuzz.coordinator.report.Page;
import dev.gfpfuzz.workers.shard.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the dashboard says about its campaign: the page, and a line for each change. Thread-safe. */
final class LivePages implements AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;
    /** So often something is said in any case, which finds out who has left. */
    private static final int SILENT_LOOKS_MAX = 15;

    private final LiveCampaign campaign;
    private final CountDownLatch closed = new CountDownLatch(1);
    private String page = "";
    private String pageOf = "";

    LivePages(LiveCampaign campaign) {
        this.campaign = campaign;
    }

    CampaignSummary now() {
        return campaign.now();
    }

    /** The report, made anew when the campaign has got on; each finding in it is executed again. */
    synchronized String page() {
        CampaignSummary s = campaign.now();
        String of = edition(s) + progress(s);
        if (!of.equals(pageOf)) {
            String before = "<p id=\"live\" data-edition=\"" + edition(s) + "\">" + Page.escape(progress(s))
                    + "</p>\n<script src=\"live.js\" defer></script>\n";
            page = CampaignReport.page(campaign.title(), s, before);
            pageOf = of;
        }
        return page;
    }

    /** Tells each change as a server-sent event, until the other side leaves or this is closed. */
    void tell(OutputStream out) throws IOException {
        String last = "";
        int silent = 0;
        do {
            CampaignSummary s = campaign.now();
            String line = edition(s) + " " + progress(s);
            if (!line.equals(last)) {
                say(out, "data: " + line + "\n\n");
                silent = 0;
            } else if (++silent == SILENT_LOOKS_MAX) {
                say(out, ": still here\n\n");
                silent = 0;
            }
            last = line;
        } while (!isClosedWithin(LOOK_MILLIS));
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** How far the campaign is, for people. */
    private static String progress(CampaignSummary s) {
        String spent = s.budgetSpent()
                ? "the budget is spent"
                : s.spec().budget() instanceof Budget.Seconds b
                        ? String.format(Locale.ROOT, "%.0f of %d s", s.seconds(), b.seconds())
                        : String.format(Locale.ROOT, "%d of %d shards", s.shardsDone(), s.shardsTotal());
        return String.format(
                Locale.ROOT,
                "%s: %,d schedules, %.2f M steps/s, %d found%s; %s",
                s.verdict().name().toLowerCase(Locale.ROOT),
                s.schedules(),
                s.stepsPerSecond() / 1e6,
                s.findings().size(),
                s.unshrunk() == 0 ? "" : ", " + s.unshrunk() + " being shrunk",
                spent);
    }

    /** Changes when a reader should see another page and not only other counts. */
    private static String edition(CampaignSummary s) {
        Digest d = new Digest().add(s.verdict().name()).add(s.budgetSpent() ? 1 : 0);
        for (Finding f : s.findings()) {
            d.add(f.token());
        }
        s.failures().forEach(d::add);
        s.accounts().expelled().forEach(d::add);
        d.add(s.accounts().alarm() ? 1 : 0);
        d.add(s.spaces().stream().filter(x -> x != null).count());
        return String.format("%016x", d.value());
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
