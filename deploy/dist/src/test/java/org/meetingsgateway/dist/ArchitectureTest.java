package org.meetingsgateway.dist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of the structure. Server and adapters are seen together only here, as they are only in the runnable. */
class ArchitectureTest {
    private static final String BASE = "org.meetingsgateway.";
    private static final String LUCENE = "org.apache.lucene..";

    @TestFactory
    Stream<DynamicTest> every_rule_holds() {
        var main = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.meetingsgateway");
        return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(field -> DynamicTest.dynamicTest(
                        field.getName(),
                        () -> ((ArchRule) field.get(null))
                                .allowEmptyShould(true)
                                .check(main)));
    }

    static final ArchRule the_model_is_plain = classes()
            .that()
            .resideInAPackage(BASE + "model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(BASE + "model..", "java..", "org.jspecify..");

    static final ArchRule the_api_depends_on_vertx_core_only = classes()
            .that()
            .resideInAnyPackage(BASE + "call..", BASE + "wire..", BASE + "remote..", BASE + "spi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    BASE + "model..",
                    BASE + "call..",
                    BASE + "wire..",
                    BASE + "remote..",
                    BASE + "spi..",
                    "java..",
                    "org.jspecify..",
                    "io.vertx.core..",
                    // What Vert.x brings: forms are read by Netty.
                    "io.netty.buffer..",
                    "io.netty.handler.codec.http..",
                    "com.fasterxml.jackson.core..");

    static final ArchRule adapters_see_only_the_api = classes()
            .that()
            .resideInAPackage(BASE + "adapters..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    BASE + "adapters..",
                    BASE + "model..",
                    BASE + "call..",
                    BASE + "wire..",
                    BASE + "remote..",
                    BASE + "spi..",
                    "java..",
                    "org.jspecify..",
                    "io.vertx.core..",
                    "com.fasterxml.jackson.core..",
                    LUCENE);

    /** MinuteBase's search is in Lucene's syntax, which Lucene itself reads. */
    static final ArchRule only_minutebase_sees_lucene = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + "adapters.minutebase..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LUCENE);

    static final ArchRule adapters_do_not_know_each_other =
            slices().matching(BASE + "adapters.(*)..").should().notDependOnEachOther();

    static final ArchRule the_server_never_names_an_adapter = noClasses()
            .that()
            .resideInAPackage(BASE + "server..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + "adapters..");

    /** What a mirror is compared with does not know how it is mirrored. */
    static final ArchRule simulators_see_no_server = classes()
            .that()
            .resideInAnyPackage(BASE + "simulators..", BASE + "memory..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    BASE + "simulators..",
                    BASE + "memory..",
                    BASE + "model..",
                    BASE + "call..",
                    BASE + "wire..",
                    BASE + "remote..",
                    BASE + "spi..",
                    "java..",
                    "org.jspecify..",
                    "io.vertx.core..",
                    "io.netty.handler.codec.http..");

    static final ArchRule nothing_that_runs_needs_a_simulator = noClasses()
            .that()
            .resideInAnyPackage(BASE + "server..", BASE + "adapters..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + "simulators..", BASE + "memory..");

    static final ArchRule in_an_adapter_only_the_adapter_is_public = classes()
            .that()
            .resideInAPackage(BASE + "adapters..")
            .and()
            .areTopLevelClasses()
            .and()
            .haveSimpleNameNotEndingWith("Adapter")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .notBePublic();

    static final ArchRule packages_of_the_server_form_no_cycle =
            slices().matching(BASE + "server.(*)..").should().beFreeOfCycles();

    static final ArchRule nobody_sees_the_app = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + "server.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + "server.app..");

    static final ArchRule nobody_blocks = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + "server.app..", BASE + "server.store.embedded..")
            .should()
            .callMethod(Future.class, "await")
            .orShould()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.net.http.."));

    static final ArchRule nothing_is_synchronized = noMethods()
            .that()
            .areDeclaredInClassesThat(resideInAPackage("org.meetingsgateway..")
                    .and(resideOutsideOfPackage(BASE + "server.store.embedded..")))
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED);

    static final ArchRule the_clock_is_passed_in = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + "server.app..", BASE + "server.store.embedded..", BASE + "tck..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    static final ArchRule sql_stays_in_the_store = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + "server.store..", BASE + "server.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..", "org.postgresql..");

    /** Whoever calls others does so within bounds, to addresses that may be called. */
    static final ArchRule others_are_called_in_two_places_only = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + "server.upstream..", BASE + "server.access..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.vertx\\.(core\\.http\\.HttpClient.*|ext\\.web\\.client\\..*)");

    static final ArchRule the_router_stays_in_http = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + "server.http..", BASE + "tck..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.ext.web");
}
