package dev.gfpfuzz.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Whoever adds fuzz-core gets fuzz-core: each of its dependencies is optional, provided or for its own tests. */
class DependenciesTest {
    @Test
    void noneReachesUsers() throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new File("pom.xml"))
                .getDocumentElement();
        List<String> all = new ArrayList<>();
        List<String> reaching = new ArrayList<>();
        NodeList dependencies = project.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element d = (Element) dependencies.item(i);
            String name = text(d, "groupId") + ":" + text(d, "artifactId");
            all.add(name);
            if (!text(d, "optional").equals("true")
                    && !List.of("test", "provided").contains(text(d, "scope"))) {
                reaching.add(name);
            }
        }
        assertThat(all).contains("net.jqwik:jqwik", "org.jspecify:jspecify");
        assertThat(reaching).as("make it optional, provided or test").isEmpty();
    }

    private static String text(Element of, String tag) {
        NodeList found = of.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
