package dev.gfpfuzz.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What of a type others can see, one line each: its kind and parents, then, with its name in front, members that are public or protected. */
final class Signatures {
    private Signatures() {}

    static List<String> of(Class<?> type) {
        TreeSet<String> members = new TreeSet<>();
        for (Field f : type.getDeclaredFields()) {
            if (visible(f.getModifiers()) && !f.isSynthetic()) {
                members.add(modifiers(f.getModifiers()) + name(f.getGenericType()) + " " + f.getName());
            }
        }
        boolean heirs = !Modifier.isFinal(type.getModifiers());
        for (Constructor<?> c : type.getDeclaredConstructors()) {
            if (visible(c.getModifiers()) && !c.isSynthetic() && (heirs || Modifier.isPublic(c.getModifiers()))) {
                members.add(modifiers(c.getModifiers()) + "new" + parameters(c));
            }
        }
        for (Method m : type.getDeclaredMethods()) {
            if (visible(m.getModifiers()) && !m.isSynthetic() && (heirs || Modifier.isPublic(m.getModifiers()))) {
                members.add(modifiers(m.getModifiers()) + name(m.getGenericReturnType()) + " " + m.getName()
                        + parameters(m) + (m.getDefaultValue() == null ? "" : " default"));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(header(type));
        members.forEach(m -> lines.add("  " + type.getSimpleName() + ": " + m));
        return lines;
    }

    private static String header(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        List<Type> parents = new ArrayList<>();
        if (type.getGenericSuperclass() != null
                && !List.of(Object.class, Record.class).contains(type.getSuperclass())
                && !type.isEnum()) {
            parents.add(type.getGenericSuperclass());
        }
        Collections.addAll(parents, type.getGenericInterfaces());
        int modifiers = type.getModifiers() & ~Modifier.INTERFACE & ~Modifier.STATIC;
        if (type.isInterface()) {
            modifiers &= ~Modifier.ABSTRACT;
        }
        return modifiers(modifiers) + (type.isSealed() ? "sealed " : "") + kind + " " + type.getName()
                + (parents.isEmpty() ? "" : " : ")
                + parents.stream().map(Signatures::name).collect(Collectors.joining(", "));
    }

    static boolean visible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String modifiers(int modifiers) {
        int shown = modifiers
                & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL);
        return shown == 0 ? "" : Modifier.toString(shown) + " ";
    }

    private static String parameters(Executable e) {
        String thrown = Arrays.stream(e.getExceptionTypes()).map(Class::getName).collect(Collectors.joining(", "));
        return Arrays.stream(e.getGenericParameterTypes())
                        .map(Signatures::name)
                        .collect(Collectors.joining(", ", "(", ")"))
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String name(Type type) {
        return type.getTypeName().replace("java.lang.", "").replace("dev.gfpfuzz.", "");
    }
}
