/**
 * Properties of runs as jqwik properties: arbitraries for {@code Run}, {@code Runs}, {@code Schedule} and {@code
 * Scenario}, with the project's own shrinker behind them, found by jqwik through {@code META-INF/services}. Users import
 * nothing from here.
 *
 * <p>The only package that imports jqwik, and optional: without jqwik on the class path nothing loads it. Imports {@code
 * property} and what that imports. Read {@code RunArbitrary}, then {@code GfpFuzzHook}.
 */
@NullMarked
package dev.gfpfuzz.jqwik;

import org.jspecify.annotations.NullMarked;
