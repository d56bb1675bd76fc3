package dev.graphiti.migrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Records as a later release may have them: compiled with the names and components of ours, some with two components
 * more, which stand first and last.
 */
public final class LaterClasses extends ClassLoader {
    public static final String FIRST = "addedFirst";
    public static final String LAST = "addedLast";

    private final Map<String, byte[]> compiled;

    private LaterClasses(ClassLoader parent, Map<String, byte[]> compiled) {
        super(parent);
        this.compiled = compiled;
    }

    /**
     * Compiles them.
     *
     * @param all the records that are to refer to each other
     * @param grown those of them that have got the new components
     */
    public static LaterClasses of(Set<Class<?>> all, Set<Class<?>> grown) {
        Map<Class<?>, List<Class<?>>> byFile = all.stream().collect(Collectors.groupingBy(LaterClasses::outermost));
        List<JavaFileObject> sources = new ArrayList<>();
        byFile.forEach((outermost, records) -> sources.add(source(outermost, records, grown)));
        Map<String, byte[]> compiled = new HashMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileManager files = keeping(compiler.getStandardFileManager(null, null, null), compiled);
        boolean done = compiler.getTask(null, files, null, List.of("-proc:none", "-nowarn"), null, sources)
                .call();
        assertThat(done).isTrue();
        return new LaterClasses(LaterClasses.class.getClassLoader(), compiled);
    }

    private static Class<?> outermost(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type : outermost(outer);
    }

    private static JavaFileObject source(Class<?> outermost, List<Class<?>> records, Set<Class<?>> grown) {
        String declarations =
                records.stream().map(type -> declaration(type, grown)).collect(Collectors.joining("\n"));
        String body = records.equals(List.of(outermost))
                ? declarations
                : "public class %s { %s }".formatted(outermost.getSimpleName(), declarations);
        String text = "package %s; %s".formatted(outermost.getPackageName(), body);
        URI uri = URI.create("string:///" + outermost.getName().replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static String declaration(Class<?> type, Set<Class<?>> grown) {
        if (type.isSealed()) {
            return "public sealed interface %s permits %s {}"
                    .formatted(
                            type.getSimpleName(),
                            Arrays.stream(type.getPermittedSubclasses())
                                    .map(Class::getName)
                                    .collect(Collectors.joining(", ")));
        }
        Stream<String> components = Arrays.stream(type.getRecordComponents()).map(LaterClasses::component);
        if (grown.contains(type)) {
            components = Stream.concat(
                    Stream.concat(Stream.of("int " + FIRST), components), Stream.of("java.lang.String " + LAST));
        }
        String sealedTypes = Arrays.stream(type.getInterfaces())
                .filter(Class::isSealed)
                .map(each -> " implements " + each.getName())
                .collect(Collectors.joining());
        String enums = Arrays.stream(type.getDeclaredClasses())
                .filter(Class::isEnum)
                .map(LaterClasses::enumeration)
                .collect(Collectors.joining(" "));
        return "public record %s(%s)%s { %s }"
                .formatted(type.getSimpleName(), components.collect(Collectors.joining(", ")), sealedTypes, enums);
    }

    private static String enumeration(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> ((Enum<?>) value).name())
                .collect(Collectors.joining(", ", "public enum " + type.getSimpleName() + " { ", " }"));
    }

    private static String component(RecordComponent component) {
        return component.getGenericType().getTypeName().replace('$', '.') + " " + component.getName();
    }

    private static JavaFileManager keeping(JavaFileManager standard, Map<String, byte[]> compiled) {
        return new ForwardingJavaFileManager<>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("bytes:///" + className), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return new ByteArrayOutputStream() {
                            @Override
                            public void close() {
                                compiled.put(className, toByteArray());
                            }
                        };
                    }
                };
            }
        };
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
        }
    }
}
