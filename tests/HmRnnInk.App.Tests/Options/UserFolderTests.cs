using HmRnnInk.App.Options;

namespace HmRnnInk.App.Tests.Options;

/// <summary>Paths that the command line names are checked before anything is written to them.</summary>
public sealed class UserFolderTests : FolderTests
{
    private string FilePath => Path.Combine(Folder, "file");

    [Theory]
    [InlineData("\u0089PNG\r\n")]
    [InlineData("{\"learning-rate\":0.004}")]
    [InlineData("[]")]
    public void OtherFile_IsNotOverwrittenAsSettings(string content)
    {
        File.WriteAllText(FilePath, content);
        Assert.Contains("is not a settings file", Refusal(new AppOptions { Settings = FilePath }));
        Assert.Equal(content, File.ReadAllText(FilePath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"HintsSeen\":null,\"Model\":null,\"OfALaterVersion\":1}")]
    public void SettingsFile_IsAccepted(string content)
    {
        File.WriteAllText(FilePath, content);
        UserFolder.Check(new AppOptions { Settings = FilePath });
    }

    [Fact]
    public void FilesOfTheAppAndFoldersToBeCreated_AreAccepted()
    {
        _ = new SettingsFile(FilePath) { LastModel = "a.safetensors" };
        UserFolder.Check(new AppOptions { Settings = FilePath, Documents = Folder, Film = Path.Combine(Folder, "new") });
        UserFolder.Check(new AppOptions { Settings = "off" });
        UserFolder.Check(new AppOptions());
    }

    [Fact]
    public void FileInPlaceOfAFolder_AndFolderInPlaceOfAFile_AreNamed()
    {
        File.WriteAllText(FilePath, "a file");
        Assert.Equal($"'{FilePath}' is a file; --documents must name a folder.", Refusal(new AppOptions { Documents = FilePath }));
        Assert.Equal($"'{FilePath}' is a file; --film must name a folder.", Refusal(new AppOptions { Film = FilePath }));
        Assert.Equal($"'{Folder}' is a folder; --settings must name a file.", Refusal(new AppOptions { Settings = Folder }));
    }

    private static string Refusal(AppOptions options) => Assert.Throws<IOException>(() => UserFolder.Check(options)).Message;
}
