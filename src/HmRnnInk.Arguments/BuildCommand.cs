namespace HmRnnInk.Arguments;

/// <summary>The command that builds a project of this repository with libtorch, for messages that say what to do.</summary>
public static class BuildCommand
{
    /// <param name="project">The project's folder, such as <c>src/HmRnnInk.Trainer</c>.</param>
    /// <param name="cuda">Whether libtorch is to use a GPU.</param>
    /// <param name="windows">Whether the build runs on Windows; null if it runs where this program runs.</param>
    public static string Of(string project, bool cuda = false, bool? windows = null)
    {
        bool onWindows = windows ?? OperatingSystem.IsWindows();
        string build = $"dotnet build {project} -c Release";
        if (cuda) return $"{build} -p:TorchBackend=cuda-{(onWindows ? "windows" : "linux")}";
        // By default, a build on Windows downloads the libtorch for CUDA (2.5 GB).
        return onWindows ? $"{build} -p:TorchBackend=cpu" : build;
    }
}
