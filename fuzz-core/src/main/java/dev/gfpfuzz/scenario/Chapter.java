package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.callers.CallSite;
import java.util.List;
import java.util.function.Supplier;

/** The models with words of their own, in the order of the documentation. */
enum Chapter {
    MEMORY("memory"),
    ZONE("zone"),
    MEMPOOL("handover", "mempool"),
    POOL_USERS("dm-crypt", "kcopyd", "post-read", "sunrpc", "mddev", "bioset", "snapshot", "dm-target", "sbitmap"),
    FILESYSTEM("filesystem"),
    MEMCG("memcg"),
    DM_THIN("dm-thin"),
    BLKCG("request-queue"),
    DM_BUFIO("dm-bufio"),
    CALLERS("caller");

    private final List<String> kinds;

    Chapter(String... kinds) {
        this.kinds = List.of(kinds);
    }

    /** The words of its kinds of object. */
    List<String> kinds() {
        return kinds;
    }

    Vocabulary.Words words(Supplier<List<CallSite>> sites) {
        return switch (this) {
            case MEMORY -> new MemoryWords();
            case ZONE -> new ZoneWords();
            case MEMPOOL -> new MempoolWords();
            case POOL_USERS -> new PoolUserWords();
            case FILESYSTEM -> new FilesystemWords();
            case MEMCG -> new MemcgWords();
            case DM_THIN -> new DmThinWords();
            case BLKCG -> new BlkcgWords();
            case DM_BUFIO -> new DmBufioWords();
            case CALLERS -> new CallerWords(sites.get());
        };
    }
}
