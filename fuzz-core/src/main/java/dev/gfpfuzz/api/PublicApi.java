package dev.gfpfuzz.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A package whose public types users may build on. Its signatures are recorded in {@code
 * fuzz-core/src/test/resources/api/}; a change of one fails a test until it is accepted there and told in CHANGELOG.md.
 * Everything public in other packages may change at any time.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
public @interface PublicApi {}
