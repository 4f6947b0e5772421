namespace HmRnnInk.Tests;

/// <summary>Paths of files that are not copied to the tests' output folder.</summary>
internal static class Repository
{
    public const string NoIamOnDb = "IAM-OnDB not found: set HMRNNINK_IAM_ONDB to the path of lineStrokes-all.tar.gz.";

    public const string NoIamOnDbTranscripts = "Transcripts of IAM-OnDB not found: put ascii-all.tar.gz next to lineStrokes-all.tar.gz.";

    public static string Root { get; } = FindRoot();

    /// <summary>The 3×400, the shipped model with the highest likelihood.</summary>
    public static string ShippedModel => Path.Combine(Root, "models", "iam-ondb-3x400.safetensors");

    /// <summary>The archive named by HMRNNINK_IAM_ONDB, or else the one next to the repository; null if there is none.</summary>
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

    /// <summary>The archive of transcripts, next to <see cref="IamOnDb"/>; null if there is none.</summary>
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
        throw new DirectoryNotFoundException(
            $"No folder above '{AppContext.BaseDirectory}' contains HmRnnInk.sln. Run the tests in the repository.");
    }
}
