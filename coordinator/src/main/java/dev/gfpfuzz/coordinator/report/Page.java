package dev.gfpfuzz.coordinator.report;

import dev.gfpfuzz.report.Explanation;

/** A self-contained HTML page: no script, no network. */
public final class Page {
    private static final String CSS = """
            :root{color-scheme:light}
            body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:#212529;
              background:#f8f9fa;margin:0}
            main{max-width:1180px;margin:0 auto;padding:1.5em 1.2em 4em}
            h1{font-size:1.5em;margin:.2em 0 .1em}
            h2{font-size:1.2em;margin:2em 0 .6em;border-bottom:1px solid #dee2e6;padding-bottom:.2em}
            p{margin:.3em 0 .8em}
            table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #dee2e6;border-radius:6px}
            th,td{text-align:left;padding:.4em .7em;border-bottom:1px solid #e9ecef;vertical-align:top}
            th{color:#495057;font-weight:600;font-size:.9em}
            td.name{white-space:nowrap}
            td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            a{color:#1864ab}
            code,pre{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.9em}
            pre{overflow-x:auto}details{margin:0 0 1em}summary{cursor:pointer}
            """;

    private Page() {}

    /** @param body HTML elements */
    public static String of(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escape(title)
                + "</title>\n<style>\n" + CSS + Explanation.css() + "</style>\n</head>\n<body>\n<main>\n" + body
                + "</main>\n</body>\n</html>\n";
    }

    /** Text as it may stand in an element or attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
