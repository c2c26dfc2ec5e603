/**
 * How messages become bytes: Kryo with registration required, fixed ids, hand-written serializers with a cap on every
 * length, and one Akka serializer with a manifest per message. Nothing here is written to disk.
 *
 * <p>The only package that knows Kryo. Read {@code MessageCodec}, then {@code Formats}.
 */
@NullMarked
package dev.gfpfuzz.workers.codec;

import org.jspecify.annotations.NullMarked;
