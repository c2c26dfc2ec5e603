package dev.gfpfuzz.model.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallSitesTest {
    private static final String HEAD = "site 1 mm/a.c f\n  need required\n  chain\n";

    @Test
    void catalogue_holdsTheEmailsSitesInOrder() {
        List<String> numbers = CallSites.all().stream()
                .filter(CallSite::inEmail)
                .map(CallSite::n)
                .toList();
        assertThat(numbers).hasSize(65);
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(Integer.toString(i + 1));
        }
    }

    @Test
    void catalogue_quotesSixteenBugsOfTheEmail() {
        assertThat(CallSites.all().stream()
                        .filter(s -> s.email().verdict() == Verdict.BUG)
                        .map(CallSite::n))
                .containsExactly(
                        "2", "4", "8", "10", "18", "30", "37", "39", "40", "42", "43", "51", "58", "62", "63", "65");
    }

    @Test
    void mask_clearsBitsThatCarryAMinus() {
        CallSite s = CallSiteParser.parse(
                        HEAD + "    try buddy 3 GFP_KERNEL|-__GFP_DIRECT_RECLAIM|__GFP_NORETRY\n    else error\n", "t")
                .get(0);
        int gfp = s.chains().get(0).lastAllocation().gfp();
        assertThat(dev.gfpfuzz.kernel.Gfp.allowsBlocking(gfp)).isFalse();
        assertThat(s.chains().get(0).lastKeepsNoretry()).isTrue();
    }

    @Test
    void error_namesTheLineAndWhatIsAccepted() {
        assertError(HEAD + "    try budy 3 GFP_KERNEL\n    else error\n", "t:4: Unknown source 'budy'; known: buddy");
        assertError(
                HEAD + "    try buddy 11 GFP_KERNEL\n    else error\n", "t:4: Order '11' is not accepted; 0 to 10 is");
        assertError(HEAD + "    try buddy 1 GFP_KERNL\n    else error\n", "t:4: Unknown flag 'GFP_KERNL'; known: ");
        assertError(HEAD + "    try local\n", "t:4: A chain ends with 'else TERMINAL");
        assertError(HEAD + "    else error\n", "t:4: A chain needs at least one 'try");
        assertError("site 1 mm/a.c\n", "t:1: A site needs a number, a path and a function");
        assertError("site 1 mm/a.c f\n  chain\n  try local\n  else ok\n", "t:1: Site 1 has no line 'need");
        assertError("\n# nothing\n", "No site is listed");
    }

    private static void assertError(String text, String start) {
        assertThatThrownBy(() -> CallSiteParser.parse(text, "t"))
                .isInstanceOf(CallSiteException.class)
                .hasMessageContaining(start);
    }
}
