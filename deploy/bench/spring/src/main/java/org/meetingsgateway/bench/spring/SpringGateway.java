package org.meetingsgateway.bench.spring;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;

/** Spring Cloud Gateway as a yardstick: it passes everything on to one origin, with what is its own default otherwise. */
@SpringBootApplication(proxyBeanMethods = false)
public class SpringGateway {
    public static void main(String[] arguments) {
        var application = new SpringApplication(SpringGateway.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(
                Map.of("server.address", "127.0.0.1", "server.port", "0", "logging.level.root", "warn"));
        var context = application.run(arguments);
        System.out.println("ready " + context.getEnvironment().getProperty("local.server.port"));
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder) {
        var origin = System.getenv("BENCH_ORIGIN_URL");
        return builder.routes()
                .route("origin", route -> route.path("/**").uri(origin))
                .build();
    }
}
