import java.io.FileInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Print for each file and standard how many checks were made, and a line for each rule it breaks. */
class BrokenRules {
    static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1);

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour standard : STANDARDS) {
                validate(file, standard);
            }
        }
    }

    static void validate(String file, PDFAFlavour standard) throws Exception {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new FileInputStream(file), standard);
             var validator = foundry.createValidator(standard, false)) {
            var result = validator.validate(parser);
            say("checked", file, standard.getId(), String.valueOf(result.getTotalAssertions()));
            for (var broken : result.getTestAssertions()) {
                say("broken", file, standard.getId(), broken.getRuleId().getClause(), broken.getMessage());
            }
        }
    }

    static void say(String... words) {
        System.out.println(String.join("\t", words).replace('\n', ' '));
    }
}
