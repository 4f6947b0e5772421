using System.Reflection;
using System.Text.RegularExpressions;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// The folder of the GLSL files. In a debug build it is the source folder, which is watched so that a changed shader is used at once.
/// </summary>
internal sealed partial class ShaderFolder : IDisposable
{
    private readonly FileSystemWatcher? _watcher;
    private int _version;

    private ShaderFolder(string path, bool watch)
    {
        Path = path;
        if (!watch) return;
        _watcher = new FileSystemWatcher(path) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName };
        _watcher.Changed += (_, _) => Interlocked.Increment(ref _version);
        _watcher.Created += (_, _) => Interlocked.Increment(ref _version);
        _watcher.Renamed += (_, _) => Interlocked.Increment(ref _version);
        _watcher.EnableRaisingEvents = true;
    }

    public string Path { get; }

    /// <summary>A version counter that increases whenever a file changes.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Opens the folder beside the program or, in a debug build on the machine that built it, the source folder.</summary>
    public static ShaderFolder Open()
    {
        string? sources = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == "ShaderSources")?.Value;
        return sources is not null && Directory.Exists(sources)
            ? Watch(sources)
            : At(System.IO.Path.Combine(AppContext.BaseDirectory, "shaders"));
    }

    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static ShaderFolder At(string path) => Directory.Exists(path)
        ? new ShaderFolder(path, watch: false)
        : throw new DirectoryNotFoundException(
            $"The shader folder '{path}' does not exist. Build the app again, or copy shaders/ there.");

    /// <summary>Opens a folder and watches it for changes; see <see cref="Version"/>.</summary>
    public static ShaderFolder Watch(string path) => new(path, watch: true);

    /// <summary>
    /// Reads a shader. A line <c>#include "name"</c> stands for another file of the folder. The lines of errors stay those of the shader.
    /// </summary>
    public string Read(string name)
    {
        string text = File.ReadAllText(System.IO.Path.Combine(Path, name));
        return Include().Replace(text, line =>
            $"#line 1 1\n{Read(line.Groups[1].Value)}#line {text.AsSpan(0, line.Index).Count('\n') + 2} 0\n");
    }

    public void Dispose() => _watcher?.Dispose();

    [GeneratedRegex("""^#include "([^"]+)"\r?\n""", RegexOptions.Multiline)]
    private static partial Regex Include();
}
