package dev.gfpfuzz.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Test classes executed by a launcher inside a test.
 *
 * @param results of tests, by method
 * @param output what was printed meanwhile
 */
public record Launched(Map<String, TestExecutionResult> results, String output) {
    public static Launched of(Class<?> type, Map<String, String> parameters) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameters(parameters)
                .configurationParameter(LauncherConstants.CAPTURE_STDOUT_PROPERTY_NAME, "false")
                .build();
        Map<String, TestExecutionResult> results = new TreeMap<>();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            LauncherFactory.create().execute(request, new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    if (test.isTest()) {
                        results.put(test.getDisplayName().replaceAll("\\(.*", ""), result);
                    }
                }
            });
        } finally {
            System.setOut(before);
        }
        return new Launched(results, printed.toString(StandardCharsets.UTF_8));
    }

    public TestExecutionResult.Status status(String method) {
        return results.get(method).getStatus();
    }

    /** What the test threw. */
    public Throwable thrown(String method) {
        return results.get(method).getThrowable().orElseThrow();
    }
}
