package dev.gfpfuzz.coordinator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * SARIF 2.1.0 (OASIS, 2020): a rule for each invariant that something was found of, a result for each finding. The place
 * of a result is the scenario, as kernel sources are not what was run, and a property is in no file that is known; its fingerprint is the finding's identity.
 */
final class Sarif {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Sarif() {}

    static String document(CampaignSummary summary, List<Story> stories) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "gfpfuzz");
        Map<String, Story> rules = new LinkedHashMap<>();
        stories.forEach(s -> rules.putIfAbsent(s.finding().invariant(), s));
        ArrayNode ruleNodes = driver.putArray("rules");
        rules.forEach((id, s) -> {
            ObjectNode rule = ruleNodes.addObject();
            rule.put("id", id);
            rule.putObject("shortDescription").put("text", s.rule());
            rule.putObject("help").put("text", s.source());
        });
        ArrayNode results = run.putArray("results");
        stories.forEach(s -> result(results.addObject(), s));
        ObjectNode invocation = run.putArray("invocations").addObject();
        invocation.put("executionSuccessful", summary.failures().isEmpty());
        try {
            return MAPPER.writeValueAsString(root).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A SARIF document cannot be written", e);
        }
    }

    private static void result(ObjectNode node, Story s) {
        Finding f = s.finding();
        node.put("ruleId", f.invariant());
        node.put("level", f.report() ? "note" : "error");
        node.putObject("message").put("text", f.sentence() + "\n\n" + s.text());
        ObjectNode location = node.putArray("locations").addObject();
        if (!s.isProperty()) {
            location.putObject("physicalLocation").putObject("artifactLocation").put("uri", f.scenario() + ".gfz");
        }
        location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", f.scenario() + " under " + f.profile());
        node.putObject("partialFingerprints").put("gfpfuzzIdentity/v1", identity(f));
        ObjectNode properties = node.putObject("properties");
        properties.put("token", f.token());
        properties.put("originalToken", f.originalToken());
        properties.put("runs", f.count());
        properties.put("schedulesToFirst", f.schedulesToFirst());
    }

    /** Equal for the same bug in another campaign. */
    private static String identity(Finding f) {
        CRC32 crc = new CRC32();
        String text = String.join("\n", f.invariant(), f.skeleton(), f.profile(), f.scenario());
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%s-%08x", f.invariant(), crc.getValue());
    }
}
