namespace HmRnnInk.Tests;

/// <summary>Where tests find what is not copied beside them.</summary>
internal static class Repository
{
    public const string NoIamOnDb = "IAM-OnDB is not here: set HMRNNINK_IAM_ONDB to its lineStrokes-all.tar.gz.";

    public const string NoIamOnDbTranscripts = "IAM-OnDB's transcripts are not here: put ascii-all.tar.gz beside lineStrokes-all.tar.gz.";

    public static string Root { get; } = FindRoot();

    /// <summary>The model that the app opens with.</summary>
    public static string ShippedModel => Path.Combine(Root, "models", "iam-ondb-3x400.safetensors");

    /// <summary>The database: given by HMRNNINK_IAM_ONDB, or beside the repository; null where it is in neither place.</summary>
    public static string? IamOnDb
    {
        get
        {
            string? named = Environment.GetEnvironmentVariable("HMRNNINK_IAM_ONDB");
            if (named is not null) return Directory.Exists(named) ? Path.Combine(named, "lineStrokes-all.tar.gz") : named;
            string beside = Path.Combine(Root, "..", "shared", "iam-ondb", "lineStrokes-all.tar.gz");
            return File.Exists(beside) ? beside : null;
        }
    }

    /// <summary>The transcripts, beside the lines of <see cref="IamOnDb"/>; null where they are not there.</summary>
    public static string? IamOnDbTranscripts
    {
        get
        {
            string? beside = IamOnDb is { } lines ? Path.Combine(Path.GetDirectoryName(lines)!, "ascii-all.tar.gz") : null;
            return File.Exists(beside) ? beside : null;
        }
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "HmRnnInk.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds HmRnnInk.sln. Run the tests from the repository.");
    }
}
