import dev.graphiti.migrator.cli.Main;

/** Migrates all given configurations in one process, because a short run mostly consists of the start of its process. */
final class Recipes {
    private Recipes() {}

    public static void main(String[] configurations) {
        for (String configuration : configurations) {
            System.out.println(configuration);
            Main.main(new String[] {"migrate", "-p", "1", "-c", configuration});
        }
    }
}
