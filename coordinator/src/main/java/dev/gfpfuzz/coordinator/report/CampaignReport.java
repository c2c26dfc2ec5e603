package dev.gfpfuzz.coordinator.report;

import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.workers.words.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a campaign's report into its directory: HTML for people, JUnit XML and SARIF for CI systems. */
public final class CampaignReport {
    public static final String HTML = "report.html";
    public static final String JUNIT = "junit.xml";
    public static final String SARIF = "findings.sarif";

    private CampaignReport() {}

    /**
     * Writes or replaces the files, each whole or not at all.
     *
     * @return the files
     * @throws CampaignException when the directory cannot be written
     */
    public static List<Path> write(Path dir, CampaignSummary summary) {
        List<Story> stories = Story.of(summary);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(HTML, HtmlReport.page(dir.toString(), summary, stories, ""));
        texts.put(JUNIT, JunitXml.document(summary, stories));
        texts.put(SARIF, Sarif.document(summary, stories));
        List<Path> files = new ArrayList<>();
        texts.forEach((name, text) -> files.add(write(dir.resolve(name), text)));
        return files;
    }

    /**
     * The page alone.
     *
     * @param campaign the campaign's name
     * @param before HTML in front of everything
     */
    public static String page(String campaign, CampaignSummary summary, String before) {
        return HtmlReport.page(campaign, summary, Story.of(summary), before);
    }

    private static Path write(Path file, String text) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new CampaignException("The report cannot be written: " + Reason.of(e) + ".", e);
        }
    }
}
