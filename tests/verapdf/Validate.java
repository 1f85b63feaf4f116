// Which rules of PDF/UA-1 does each of these files break? Prints, for each file, "checks N", then one line a broken rule.
// The engine is veraPDF's; run from source, `java -cp … Validate.java FILE…`, so that nothing is built.

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    private static final int EVERY_CHECK = 1_000_000;

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            try (InputStream stream = Files.newInputStream(Path.of(file));
                    PDFAParser parser = Foundries.defaultInstance().createParser(stream, PDFAFlavour.PDFUA_1);
                    PDFAValidator validator = Foundries.defaultInstance()
                            .createValidator(PDFAFlavour.PDFUA_1, EVERY_CHECK, false, false, false)) {
                ValidationResult result = validator.validate(parser);
                TreeMap<String, Integer> broken = new TreeMap<>();
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                        broken.merge(rule + " " + assertion.getMessage().replaceAll("\\s+", " "), 1, Integer::sum);
                    }
                }
                System.out.println("checks " + result.getTotalAssertions());
                broken.forEach((rule, times) -> System.out.println(rule + " (" + times + " times)"));
                System.out.println("compliant " + result.isCompliant());
            }
        }
    }
}
