package dev.graphiti.migrator.source.parquet.column;

import dev.graphiti.migrator.source.fields.ExactNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.io.api.Binary;

/** Numbers of a fixed scale: as numbers where no digit is lost, else exactly as they are. */
final class Decimals {
    private Decimals() {}

    static Object of(long unscaled, int scale) {
        return scale == 0 ? (Object) unscaled : of(BigDecimal.valueOf(unscaled, scale));
    }

    static Object of(Binary unscaled, int scale) {
        return of(new BigDecimal(new BigInteger(unscaled.getBytes()), scale));
    }

    private static Object of(BigDecimal exact) {
        if (exact.scale() <= 0) {
            return exact.precision() - exact.scale() <= 18
                    ? (Object) exact.longValueExact()
                    : new ExactNumber(exact.toPlainString());
        }
        double number = exact.doubleValue();
        boolean keepsAll = Double.isFinite(number) && BigDecimal.valueOf(number).compareTo(exact) == 0;
        return keepsAll ? (Object) number : new ExactNumber(exact.toPlainString());
    }
}
