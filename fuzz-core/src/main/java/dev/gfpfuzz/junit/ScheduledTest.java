package dev.gfpfuzz.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is called with many runs: it has a parameter of type {@link dev.gfpfuzz.property.Run} or {@link
 * dev.gfpfuzz.property.Runs} with {@link dev.gfpfuzz.property.Scheduled}. In the report it is one test; if a run fails,
 * its text tells the shrunk run and ends with the token and the line that replays it.
 *
 * <p>All calls are made on one instance of the class. Runs that failed last time are tried first, see {@link
 * dev.gfpfuzz.property.FailureStore}.
 */
@Test
@ExtendWith(ScheduledExtension.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface ScheduledTest {}
