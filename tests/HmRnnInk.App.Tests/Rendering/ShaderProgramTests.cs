using HmRnnInk.App.Rendering;

namespace HmRnnInk.App.Tests.Rendering;

public sealed class ShaderProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shaders-").FullName;

    [Fact]
    public void BrokenShader_IsNamedWithItsLine()
    {
        using var screen = new Offscreen(8, 8);
        File.WriteAllText(Path.Combine(_folder, "broken.vert"), "#version 330 core\nvoid main() { gl_Position = vec4(0.0); }\n");
        File.WriteAllText(
            Path.Combine(_folder, "broken.frag"), "#version 330 core\nout vec4 colour;\nvoid main()\n{\n    colour = vec4(nonsense);\n}\n");
        var error = Assert.Throws<ShaderException>(() => new ShaderProgram(screen.Gl, ShaderFolder.At(_folder), "broken"));
        Assert.Contains($"'{Path.Combine(_folder, "broken.frag")}', line 5 does not compile", error.Message);
        Assert.Contains("nonsense", error.Message);
    }

    [Fact]
    public void MissingFolder_IsNamed()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => ShaderFolder.At(Path.Combine(_folder, "none")));
        Assert.Contains(Path.Combine(_folder, "none"), error.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
