using System.Text.RegularExpressions;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>A program of the vertex shader <c>name.vert</c>, or another one, and the fragment shader <c>name.frag</c>.</summary>
internal sealed partial class ShaderProgram : IDisposable
{
    private readonly GL _gl;
    private readonly ShaderFolder _folder;
    private readonly string _name, _vertex;
    private readonly Dictionary<string, int> _locations = [];
    private uint _program;
    private int _version;

    /// <param name="vertex">The name of the vertex shader; null to use <paramref name="name"/>.</param>
    /// <exception cref="ShaderException">A shader does not compile or link.</exception>
    public ShaderProgram(GL gl, ShaderFolder folder, string name, string? vertex = null)
    {
        (_gl, _folder, _name, _vertex) = (gl, folder, name, vertex ?? name);
        _version = folder.Version;
        _program = Build();
    }

    /// <summary>Makes the program current. Compiles it again if a file changed. If that fails, the old program stays in use.</summary>
    /// <returns>Whether the program was compiled again, so that what it drew must be drawn again.</returns>
    public bool Use()
    {
        bool reloaded = _version != _folder.Version && Reload();
        _gl.UseProgram(_program);
        return reloaded;
    }

    public void Set(string uniform, float x) => _gl.Uniform1(Location(uniform), x);

    public void Set(string uniform, int x) => _gl.Uniform1(Location(uniform), x);

    public void Set(string uniform, float x, float y) => _gl.Uniform2(Location(uniform), x, y);

    public void Set(string uniform, float x, float y, float z) => _gl.Uniform3(Location(uniform), x, y, z);

    public void Set(string uniform, float x, float y, float z, float w) => _gl.Uniform4(Location(uniform), x, y, z, w);

    /// <param name="uniform">The name of a vec4.</param>
    /// <param name="colour">0xRRGGBBAA.</param>
    public void SetColour(string uniform, uint colour) =>
        Set(uniform, (colour >> 24) / 255f, ((colour >> 16) & 255) / 255f, ((colour >> 8) & 255) / 255f, (colour & 255) / 255f);

    public void Dispose() => _gl.DeleteProgram(_program);

    [GeneratedRegex(@"\b0[:(](\d+)")]
    private static partial Regex LineNumber();

    private bool Reload()
    {
        _version = _folder.Version;
        try
        {
            uint program = Build();
            _gl.DeleteProgram(_program);
            _program = program;
            _locations.Clear();
            return true;
        }
        catch (Exception exception) when (exception is ShaderException or IOException)
        {
            // The editor may lock the file for a moment, or the change may be unfinished. The old program stays in use.
            Console.Error.WriteLine(exception.Message);
            return false;
        }
    }

    private uint Build()
    {
        uint vertex = Compile(ShaderType.VertexShader, _vertex + ".vert");
        uint fragment = 0, program = 0; // OpenGL ignores the deletion of 0
        try
        {
            fragment = Compile(ShaderType.FragmentShader, _name + ".frag");
            program = _gl.CreateProgram();
            _gl.AttachShader(program, vertex);
            _gl.AttachShader(program, fragment);
            _gl.LinkProgram(program);
            if (_gl.GetProgram(program, ProgramPropertyARB.LinkStatus) == 0)
            {
                throw new ShaderException(
                    $"{_folder.Path}: {_vertex}.vert and {_name}.frag do not link:\n{_gl.GetProgramInfoLog(program)}");
            }

            return program;
        }
        catch
        {
            _gl.DeleteProgram(program);
            throw;
        }
        finally
        {
            _gl.DeleteShader(vertex);
            _gl.DeleteShader(fragment);
        }
    }

    private uint Compile(ShaderType type, string file)
    {
        uint shader = _gl.CreateShader(type);
        _gl.ShaderSource(shader, _folder.Read(file));
        _gl.CompileShader(shader);
        if (_gl.GetShader(shader, ShaderParameterName.CompileStatus) != 0) return shader;
        string log = _gl.GetShaderInfoLog(shader).Trim();
        _gl.DeleteShader(shader);
        Match line = LineNumber().Match(log);
        string place = line.Success ? $", line {line.Groups[1].Value}" : "";
        throw new ShaderException($"'{System.IO.Path.Combine(_folder.Path, file)}'{place} does not compile:\n{log}");
    }

    private int Location(string uniform)
    {
        if (!_locations.TryGetValue(uniform, out int location))
            _locations[uniform] = location = _gl.GetUniformLocation(_program, uniform);
        return location;
    }
}
