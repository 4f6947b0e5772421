using Silk.NET.OpenGL;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

public sealed class ShaderProgramTests : FolderTests
{
    [Fact]
    public void BrokenShader_IsNamedWithItsLine()
    {
        using var screen = new Offscreen(8, 8);
        File.WriteAllText(Path.Combine(Folder, "broken.vert"), "#version 330 core\nvoid main() { gl_Position = vec4(0.0); }\n");
        File.WriteAllText(
            Path.Combine(Folder, "broken.frag"), "#version 330 core\nout vec4 colour;\nvoid main()\n{\n    colour = vec4(nonsense);\n}\n");
        var error = Assert.Throws<ShaderException>(() => new ShaderProgram(screen.Gl, ShaderFolder.At(Folder), "broken"));
        Assert.Contains($"'{Path.Combine(Folder, "broken.frag")}', line 5 does not compile", error.Message);
        Assert.Contains("nonsense", error.Message);
    }

    [Fact]
    public void IncludedFile_IsPartOfTheShader_AndErrorsNameTheLinesOfTheShader()
    {
        using var screen = new Offscreen(8, 8);
        File.WriteAllText(Path.Combine(Folder, "colours.glsl"), "vec4 green()\n{\n    return vec4(0.0, 1.0, 0.0, 1.0);\n}\n");
        const string Head = "#version 330 core\n#include \"colours.glsl\"\nout vec4 colour;\n";
        Write(Head + "void main() { colour = green(); }\n");
        using (var shader = new ShaderProgram(screen.Gl, ShaderFolder.At(Folder), "fill"))
        {
            shader.Use();
            Assert.Equal(new SKColor(0, 255, 0), Draw(screen));
        }

        Write(Head + "void main() { colour = blue(); }\n");
        var error = Assert.Throws<ShaderException>(() => new ShaderProgram(screen.Gl, ShaderFolder.At(Folder), "fill"));
        Assert.Contains("fill.frag', line 4 does not compile", error.Message);
    }

    [Fact]
    public void SavedShader_IsUsedFromTheNextFrame()
    {
        using var screen = new Offscreen(8, 8);
        Write("#version 330 core\nout vec4 colour;\nvoid main() { colour = vec4(1.0, 0.0, 0.0, 1.0); }\n");
        using ShaderFolder folder = ShaderFolder.Watch(Folder);
        using var shader = new ShaderProgram(screen.Gl, folder, "fill");
        Assert.False(shader.Use());

        // A file that does not compile leaves the old program in use.
        Save("#version 330 core\nvoid main() { nonsense }\n", folder);
        Assert.False(shader.Use());
        Assert.Equal(new SKColor(255, 0, 0), Draw(screen));

        Save("#version 330 core\nout vec4 colour;\nvoid main() { colour = vec4(0.0, 1.0, 0.0, 1.0); }\n", folder);
        Assert.True(shader.Use());
        Assert.Equal(new SKColor(0, 255, 0), Draw(screen));
    }

    [Fact]
    public void MissingFolder_IsNamed()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => ShaderFolder.At(Path.Combine(Folder, "none")));
        Assert.Contains(Path.Combine(Folder, "none"), error.Message);
    }

    private void Write(string fragment)
    {
        File.WriteAllText(
            Path.Combine(Folder, "fill.vert"),
            "#version 330 core\nvoid main() { gl_Position = vec4(gl_VertexID == 1 ? 3 : -1, gl_VertexID == 2 ? 3 : -1, 0, 1); }\n");
        File.WriteAllText(Path.Combine(Folder, "fill.frag"), fragment);
    }

    /// <summary>Saves as editors do, by replacing the file, and waits until the watcher has noticed.</summary>
    private void Save(string fragment, ShaderFolder folder)
    {
        int version = folder.Version;
        string whole = Path.Combine(Folder, "fill.frag.new");
        File.WriteAllText(whole, fragment);
        Programs.WaitUntil(() => folder.Version > version);
        int written = folder.Version;
        File.Move(whole, Path.Combine(Folder, "fill.frag"), overwrite: true);
        Programs.WaitUntil(() => folder.Version > written);
    }

    private static SKColor Draw(Offscreen screen)
    {
        uint vertexArray = screen.Gl.GenVertexArray();
        screen.Gl.BindVertexArray(vertexArray);
        screen.Gl.Disable(EnableCap.Blend);
        screen.Gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
        screen.Gl.DeleteVertexArray(vertexArray);
        using Screenshot shot = screen.Take();
        return shot.Bitmap.GetPixel(4, 4);
    }
}
