using System.Reflection;

namespace HmRnnInk.App.Canvas;

/// <summary>Where the GLSL is read from. In a debug build that is the source folder, watched, so that a save shows at once.</summary>
public sealed class ShaderFolder : IDisposable
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

    /// <summary>Grows whenever a file is saved.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The folder beside the program, or the one in the sources where this is a debug build on the machine that built it.</summary>
    public static ShaderFolder Open()
    {
        string? sources = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == "ShaderSources")?.Value;
        return sources is not null && Directory.Exists(sources)
            ? Watch(sources)
            : At(System.IO.Path.Combine(AppContext.BaseDirectory, "shaders"));
    }

    /// <exception cref="DirectoryNotFoundException">It is not there.</exception>
    public static ShaderFolder At(string path) => Directory.Exists(path)
        ? new ShaderFolder(path, watch: false)
        : throw new DirectoryNotFoundException($"The shaders are missing: no folder '{path}'. Build the app again, or copy shaders/ there.");

    /// <summary>As <see cref="At"/>, with <see cref="Version"/> growing at each save.</summary>
    public static ShaderFolder Watch(string path) => new(path, watch: true);

    public string Read(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name));

    public void Dispose() => _watcher?.Dispose();
}
