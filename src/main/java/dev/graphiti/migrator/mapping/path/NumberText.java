package dev.graphiti.migrator.mapping.path;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/** A decimal as people write it: all its digits and no exponent, unless it needs more than 38 places. */
final class NumberText {
    /** The range of a 32-bit float. */
    private static final int MOST_PLACES = 38;

    private NumberText() {}

    /** With a decimal point, as {@code 12500000.5} or {@code 2.0}; the number must be finite. */
    static String of(double number) {
        String shortest = NumberOutput.toString(number, true);
        int exponent = shortest.indexOf('E');
        if (exponent < 0) {
            return shortest;
        }
        BigDecimal decimal = new BigDecimal(shortest).stripTrailingZeros();
        if (decimal.scale() > MOST_PLACES || decimal.precision() - decimal.scale() > MOST_PLACES + 1) {
            return shortest;
        }
        String plain = decimal.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
