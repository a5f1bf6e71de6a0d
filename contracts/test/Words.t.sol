// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountWord} from "../src/libraries/AccountWord.sol";
import {ContributionWord, ContributionWords} from "../src/libraries/ContributionWord.sol";
import {TaskWord, TaskWords} from "../src/libraries/TaskWord.sol";
import {TaskStatusEnum} from "../src/types/Views.sol";
import {Test} from "./support/Test.sol";

/// @dev What an account's word stands for, said plainly.
struct PlainAccount {
    uint64 stake;
    uint64 frozen;
    uint32 score;
    uint40 restsUntil;
    bool scoreImported;
}

/// @dev What a task's word stands for, said plainly.
struct PlainTask {
    TaskStatusEnum status;
    uint8 contributors;
    uint8 groups;
    uint8 winner;
    uint8 winners;
    uint32 idx;
    bool[32] proved;
    uint40 revealDeadline;
    bytes14 deal;
}

/// @title Words do what structs would do.
contract WordsTest is Test {
    PlainAccount private _account;
    AccountWord private _accountWord;
    PlainTask private _task;
    TaskWord private _taskWord;

    /// @dev Each step is a byte that says what to do and eight that say how much.
    function testFuzz_accounts(uint256[32] calldata steps) public {
        for (uint256 i; i < steps.length; ++i) {
            uint64 amount = uint64(steps[i]);
            bool ok = _changeAccount(uint8(steps[i] >> 64) % 7, amount);
            try this.changeAccountWord(uint8(steps[i] >> 64) % 7, amount) {
                assertTrue(ok, "the word refuses what the struct refuses");
            } catch {
                assertTrue(!ok, "the word takes what the struct takes");
            }
            assertEq(_accountWord.stake(), _account.stake, "stake");
            assertEq(_accountWord.frozen(), _account.frozen, "frozen");
            assertEq(_accountWord.score(), _account.score, "score");
            assertEq(_accountWord.restsUntil(), _account.restsUntil, "rests until");
            assertTrue(_accountWord.scoreImported() == _account.scoreImported, "score imported");
        }
    }

    function testFuzz_tasks(bytes14 deal, uint32 idx, uint256[32] calldata steps) public {
        _taskWord = TaskWords.open(deal, idx);
        _task.deal = deal;
        _task.idx = idx;
        _task.status = TaskStatusEnum.ACTIVE;
        for (uint256 i; i < steps.length; ++i) {
            _changeTask(uint8(steps[i] >> 64) % 6, steps[i]);
            assertEq(uint256(_taskWord.status()), uint256(_task.status), "status");
            assertEq(_taskWord.contributors(), _task.contributors, "contributors");
            assertEq(_taskWord.groups(), _task.groups, "groups");
            assertEq(_taskWord.winner(), _task.winner, "winner");
            assertEq(_taskWord.winners(), _task.winners, "winners");
            assertEq(_taskWord.idx(), idx, "idx");
            assertEq(_taskWord.revealDeadline(), _task.revealDeadline, "reveal deadline");
            assertEq(_taskWord.deal(), deal, "deal");
            uint256 proved;
            for (uint256 k; k < 32; ++k) {
                assertTrue(_taskWord.isProved(k) == _task.proved[k], "proved");
                if (_task.proved[k]) ++proved;
            }
            assertEq(_taskWord.countReveals(), proved, "reveals");
            assertTrue(_taskWord.isRevealed() == (proved > 0), "revealed");
        }
    }

    function testFuzz_contributions(address worker, uint8 group, uint32 credibility) public pure {
        ContributionWord word = ContributionWords.make(worker, group, credibility);
        for (uint256 i; i < 2; ++i) {
            assertTrue(word.rejected() == (i == 1), "rejected");
            assertEq(word.worker(), worker, "worker");
            assertEq(word.group(), group, "group");
            assertEq(word.credibility(), credibility, "credibility");
            word = word.reject();
        }
    }

    function changeAccountWord(uint8 what, uint64 amount) external {
        if (what == 0) _accountWord = _accountWord.addStake(amount);
        else if (what == 1) _accountWord = _accountWord.subStake(amount);
        else if (what == 2) _accountWord = _accountWord.addFrozen(amount);
        else if (what == 3) _accountWord = _accountWord.subFrozen(amount);
        else if (what == 4) _accountWord = _accountWord.withScore(amount >> 24);
        else if (what == 5) _accountWord = _accountWord.withRestsUntil(amount >> 16);
        else _accountWord = _accountWord.withScoreImported();
    }

    function _changeAccount(uint8 what, uint64 amount) private returns (bool ok) {
        uint256 stake = _account.stake;
        uint256 frozen = _account.frozen;
        if (what == 0) ok = _fits(stake + amount, 64) && _setStake(stake + amount);
        else if (what == 1) ok = stake >= amount && _setStake(stake - amount);
        else if (what == 2) ok = _fits(frozen + amount, 64) && _setFrozen(frozen + amount);
        else if (what == 3) ok = frozen >= amount && _setFrozen(frozen - amount);
        else if (what == 4 && (ok = _fits(amount >> 24, 32))) _account.score = uint32(amount >> 24);
        else if (what == 5 && (ok = _fits(amount >> 16, 40))) _account.restsUntil = uint40(amount >> 16);
        else if (what == 6) ok = _account.scoreImported = true;
    }

    function _changeTask(uint8 what, uint256 how) private {
        if (what == 0) {
            TaskStatusEnum status = TaskStatusEnum(how % 5);
            _taskWord = _taskWord.withStatus(status);
            _task.status = status;
        } else if (what == 1) {
            _taskWord = _taskWord.addContributor();
            ++_task.contributors;
        } else if (what == 2) {
            _taskWord = _taskWord.addGroup();
            ++_task.groups;
        } else if (what == 3) {
            uint256 group = how % 32;
            _taskWord = _taskWord.withConsensus(group, uint8(how >> 8), uint40(how >> 16));
            _task.winner = uint8(group + 1);
            _task.winners = uint8(how >> 8);
            _task.revealDeadline = uint40(how >> 16);
            _task.status = TaskStatusEnum.REVEALING;
        } else if (what == 4) {
            _taskWord = _taskWord.withoutConsensus();
            _task.winner = _task.winners = 0;
            _task.revealDeadline = 0;
            _task.status = TaskStatusEnum.ACTIVE;
        } else {
            _taskWord = _taskWord.withProof(how % 32);
            _task.proved[how % 32] = true;
        }
    }

    function _fits(uint256 value, uint256 bits) private pure returns (bool) {
        return value >> bits == 0;
    }

    function _setStake(uint256 value) private returns (bool) {
        _account.stake = uint64(value);
        return true;
    }

    function _setFrozen(uint256 value) private returns (bool) {
        _account.frozen = uint64(value);
        return true;
    }
}
