package dev.gfpfuzz.coordinator.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands: gives each that wants it the console and what watches for Ctrl-C. */
final class Commands implements IFactory {
    private final Console console;
    private final Interrupt interrupt;
    private final IFactory others = CommandLine.defaultFactory();

    Commands(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> c : type.getDeclaredConstructors()) {
            Class<?>[] wants = c.getParameterTypes();
            if (wants.length == 1 && wants[0] == Console.class) {
                return type.cast(c.newInstance(console));
            }
            if (wants.length == 2 && wants[0] == Console.class && wants[1] == Interrupt.class) {
                return type.cast(c.newInstance(console, interrupt));
            }
        }
        return others.create(type);
    }
}
