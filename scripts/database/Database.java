import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j server in the foreground: java -cp 'lib/*' Database.java HOME CONFIGURATION PASSWORD_FILE. */
class Database {
    public static void main(String[] given) throws Exception {
        var password = Map.<String, Object>of("password", Files.readString(Path.of(given[2])).strip());
        var builder = new DatabaseManagementServiceBuilder(Path.of(given[0]));
        var service = builder.loadPropertiesFromFile(Path.of(given[1])).build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        var statement = "CREATE OR REPLACE USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED";
        service.database("system").executeTransactionally(statement, password); // an answer to neo4j/neo4j, and no more
        System.out.println("ready");
    }
}
