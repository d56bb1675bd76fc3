package dev.graphiti.migrator.mapping.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.source.fields.ExactNumber;
import dev.graphiti.migrator.source.fields.Fields;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void numbersStandAsTheyWereWritten() {
        assertThat(JsonText.whole(Fields.of(
                                "revenue",
                                12500000.5,
                                "rate",
                                0.0005,
                                "account",
                                new ExactNumber("12345678901234567890"),
                                "at",
                                1700000000.25,
                                "obj",
                                List.of(Map.of("v", 25000000.0)),
                                "tiny",
                                1e-10,
                                "huge",
                                1e300)
                        .root()))
                .isEqualTo("{\"revenue\":12500000.5,\"rate\":0.0005,\"account\":12345678901234567890,"
                        + "\"at\":1700000000.25,\"obj\":[{\"v\":25000000.0}],\"tiny\":0.0000000001,\"huge\":1.0E300}");
        assertThat(ValueText.of(List.of(12500000.5, 0.0005, new ExactNumber("12345678901234567890"), 2.0)))
                .isEqualTo("12500000.5, 0.0005, 12345678901234567890, 2");
    }

    @Property
    void aDecimalIsReadBackAsItIs(@ForAll double number) throws IOException {
        String json = JsonText.whole(number);

        assertThat(JSON.readTree(json).doubleValue()).isEqualTo(number);
        assertThat(new BigDecimal(ValueText.of(number))).isEqualByComparingTo(new BigDecimal(json));
    }

    @Test
    void onlyVectorsAreLeftOutAndEachIsCounted() {
        List<Double> vector = Collections.nCopies(384, 0.5);
        List<Long> readings = LongStream.range(0, 101).boxed().toList();
        Fields fields = Fields.of("id", 1L, "used", vector, "other", List.copyOf(vector), "daily", readings);
        Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.add(vector);
        int[] leftOut = new int[1];

        String json = JsonText.withoutVectors(fields.root(), known, () -> leftOut[0]++);

        assertThat(json).startsWith("{\"id\":1,\"daily\":[0,1,2").endsWith(",100]}");
        assertThat(leftOut[0]).isEqualTo(1);
    }
}
