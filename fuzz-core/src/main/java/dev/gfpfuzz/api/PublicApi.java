package dev.gfpfuzz.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A type that users may build on, or a package of such types. Their signatures are recorded in {@code
 * fuzz-core/src/test/resources/api.txt}; a change of one fails a test until it is accepted there and told in
 * CHANGELOG.md. Everything else that is public may change at any time.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface PublicApi {}
